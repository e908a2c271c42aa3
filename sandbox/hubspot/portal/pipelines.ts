import { type PortalKind } from './portal-kind.ts';

export interface Stage {
  readonly id: string;
  readonly label: string;
  readonly isClosed: boolean;
  /** 0 to 1 for deals; tickets have none. */
  readonly probability: number | null;
}

export interface Pipeline {
  readonly id: string;
  readonly label: string;
  readonly stages: readonly Stage[];
}

const stage = (id: string, label: string, probability: number | null, isClosed = false): Stage => ({
  id,
  label,
  probability,
  isClosed,
});

/** HubSpot's own first pipeline: its ids are words, those of later pipelines are numbers. */
export const salesPipeline: Pipeline = {
  id: 'default',
  label: 'Sales Pipeline',
  stages: [
    stage('appointmentscheduled', 'Appointment scheduled', 0.2),
    stage('qualifiedtobuy', 'Qualified to buy', 0.4),
    stage('presentationscheduled', 'Presentation scheduled', 0.6),
    stage('decisionmakerboughtin', 'Decision maker bought-in', 0.8),
    stage('contractsent', 'Contract sent', 0.9),
    stage('closedwon', 'Closed won', 1, true),
    stage('closedlost', 'Closed lost', 0, true),
  ],
};

const renewalWords: Readonly<Record<PortalKind, readonly [string, ...string[]]>> = {
  default: ['Renewals', 'Upcoming', 'In discussion', 'Proposal sent', 'Verbal commitment', 'Renewed', 'Churned'],
  german: [
    'Vertragsverlängerungen',
    'Anstehend',
    'Im Gespräch',
    'Angebot versendet',
    'Mündliche Zusage',
    'Verlängert',
    'Gekündigt',
  ],
  bare: ['Customer renewals', 'Open', 'Contacted', 'Quote', 'Agreed', 'Renewed', 'Lost'],
};

export function renewalPipeline(kind: PortalKind): Pipeline {
  const [label, ...stages] = renewalWords[kind];
  const probabilities = [0.5, 0.6, 0.7, 0.9, 1, 0];
  return {
    id: '75438211',
    label,
    stages: stages.map((name, at) => stage(String(144_001_210 + at), name, probabilities[at] ?? 0, at >= 4)),
  };
}

const ticketPipeline: Pipeline = {
  id: '0',
  label: 'Support Pipeline',
  stages: [
    stage('1', 'New', null),
    stage('2', 'Waiting on contact', null),
    stage('3', 'Waiting on us', null),
    stage('4', 'Closed', null, true),
  ],
};

export interface Pipelines {
  readonly deals: readonly Pipeline[];
  readonly tickets: readonly Pipeline[];
}

export const pipelinesOf = (kind: PortalKind): Pipelines => ({
  deals: [salesPipeline, renewalPipeline(kind)],
  tickets: [ticketPipeline],
});

/** Null for a stage that no pipeline has (deleted, or never there). */
export function findStage(pipelines: readonly Pipeline[], id: string): Stage | null {
  for (const pipeline of pipelines) {
    const found = pipeline.stages.find((candidate) => candidate.id === id);
    if (found !== undefined) return found;
  }
  return null;
}

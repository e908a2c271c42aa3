import accountTitle from '@salesforce/label/c.RenewalHealth_AccountTitle';
import opportunityTitle from '@salesforce/label/c.RenewalHealth_OpportunityTitle';
import refresh from '@salesforce/label/c.RenewalHealth_Refresh';
import loading from '@salesforce/label/c.RenewalHealth_Loading';
import tryAgain from '@salesforce/label/c.RenewalHealth_TryAgain';
import bandHealthy from '@salesforce/label/c.RenewalHealth_BandHealthy';
import bandWatch from '@salesforce/label/c.RenewalHealth_BandWatch';
import bandAtRisk from '@salesforce/label/c.RenewalHealth_BandAtRisk';
import bandCritical from '@salesforce/label/c.RenewalHealth_BandCritical';
import bandInsufficientData from '@salesforce/label/c.RenewalHealth_BandInsufficientData';
import tierCommit from '@salesforce/label/c.RenewalHealth_TierCommit';
import tierBestCase from '@salesforce/label/c.RenewalHealth_TierBestCase';
import tierAtRisk from '@salesforce/label/c.RenewalHealth_TierAtRisk';
import tierNone from '@salesforce/label/c.RenewalHealth_TierNone';
import health from '@salesforce/label/c.RenewalHealth_Health';
import forecast from '@salesforce/label/c.RenewalHealth_Forecast';
import ringText from '@salesforce/label/c.RenewalHealth_RingText';
import ringNoScore from '@salesforce/label/c.RenewalHealth_RingNoScore';
import noScore from '@salesforce/label/c.RenewalHealth_NoScore';
import in30Days from '@salesforce/label/c.RenewalHealth_In30Days';
import pointsUp from '@salesforce/label/c.RenewalHealth_PointsUp';
import pointsDown from '@salesforce/label/c.RenewalHealth_PointsDown';
import asOf from '@salesforce/label/c.RenewalHealth_AsOf';
import coverage from '@salesforce/label/c.RenewalHealth_Coverage';
import bounds from '@salesforce/label/c.RenewalHealth_Bounds';
import staleTitle from '@salesforce/label/c.RenewalHealth_StaleTitle';
import staleText from '@salesforce/label/c.RenewalHealth_StaleText';
import notScoredTitle from '@salesforce/label/c.RenewalHealth_NotScoredTitle';
import notScoredText from '@salesforce/label/c.RenewalHealth_NotScoredText';
import tooLittleTitle from '@salesforce/label/c.RenewalHealth_TooLittleTitle';
import noAccessTitle from '@salesforce/label/c.RenewalHealth_NoAccessTitle';
import noAccessText from '@salesforce/label/c.RenewalHealth_NoAccessText';
import errorTitle from '@salesforce/label/c.RenewalHealth_ErrorTitle';
import errorText from '@salesforce/label/c.RenewalHealth_ErrorText';
import detailUnreadableTitle from '@salesforce/label/c.RenewalHealth_DetailUnreadableTitle';
import detailUnreadableText from '@salesforce/label/c.RenewalHealth_DetailUnreadableText';
import detailNewerTitle from '@salesforce/label/c.RenewalHealth_DetailNewerTitle';
import detailNewerText from '@salesforce/label/c.RenewalHealth_DetailNewerText';
import detailMissingTitle from '@salesforce/label/c.RenewalHealth_DetailMissingTitle';
import detailMissingText from '@salesforce/label/c.RenewalHealth_DetailMissingText';
import detailOtherTitle from '@salesforce/label/c.RenewalHealth_DetailOtherTitle';
import detailOtherText from '@salesforce/label/c.RenewalHealth_DetailOtherText';
import whatChanged from '@salesforce/label/c.RenewalHealth_WhatChanged';
import nextStep from '@salesforce/label/c.RenewalHealth_NextStep';
import expansion from '@salesforce/label/c.RenewalHealth_Expansion';
import warning from '@salesforce/label/c.RenewalHealth_Warning';
import caps from '@salesforce/label/c.RenewalHealth_Caps';
import drivers from '@salesforce/label/c.RenewalHealth_Drivers';
import down from '@salesforce/label/c.RenewalHealth_Down';
import up from '@salesforce/label/c.RenewalHealth_Up';
import nothingDown from '@salesforce/label/c.RenewalHealth_NothingDown';
import nothingUp from '@salesforce/label/c.RenewalHealth_NothingUp';
import effectHelp from '@salesforce/label/c.RenewalHealth_EffectHelp';
import allMeasures from '@salesforce/label/c.RenewalHealth_AllMeasures';
import measure from '@salesforce/label/c.RenewalHealth_Measure';
import measureScore from '@salesforce/label/c.RenewalHealth_MeasureScore';
import points from '@salesforce/label/c.RenewalHealth_Points';
import missing from '@salesforce/label/c.RenewalHealth_Missing';
import total from '@salesforce/label/c.RenewalHealth_Total';
import noData from '@salesforce/label/c.RenewalHealth_NoData';
import notApplicable from '@salesforce/label/c.RenewalHealth_NotApplicable';
import trend from '@salesforce/label/c.RenewalHealth_Trend';
import trendText from '@salesforce/label/c.RenewalHealth_TrendText';
import noTrend from '@salesforce/label/c.RenewalHealth_NoTrend';
import scorecardFrom from '@salesforce/label/c.RenewalHealth_ScorecardFrom';
import day from '@salesforce/label/c.RenewalHealth_Day';
import areas from '@salesforce/label/c.RenewalHealth_Areas';
import areaProduct from '@salesforce/label/c.RenewalHealth_AreaProduct';
import areaRelationship from '@salesforce/label/c.RenewalHealth_AreaRelationship';
import areaSupport from '@salesforce/label/c.RenewalHealth_AreaSupport';
import areaBusiness from '@salesforce/label/c.RenewalHealth_AreaBusiness';
import areaText from '@salesforce/label/c.RenewalHealth_AreaText';
import dataBehind from '@salesforce/label/c.RenewalHealth_DataBehind';
import missingData from '@salesforce/label/c.RenewalHealth_MissingData';
import nothingMissing from '@salesforce/label/c.RenewalHealth_NothingMissing';
import people from '@salesforce/label/c.RenewalHealth_People';
import noPeople from '@salesforce/label/c.RenewalHealth_NoPeople';
import userScore from '@salesforce/label/c.RenewalHealth_UserScore';
import renewals from '@salesforce/label/c.RenewalHealth_Renewals';
import noRenewals from '@salesforce/label/c.RenewalHealth_NoRenewals';
import nextRenewal from '@salesforce/label/c.RenewalHealth_NextRenewal';
import arrAtRisk from '@salesforce/label/c.RenewalHealth_ArrAtRisk';
import renewalDate from '@salesforce/label/c.RenewalHealth_RenewalDate';
import arr from '@salesforce/label/c.RenewalHealth_Arr';
import milestone from '@salesforce/label/c.RenewalHealth_Milestone';
import late from '@salesforce/label/c.RenewalHealth_Late';
import machine from '@salesforce/label/c.RenewalHealth_Machine';
import human from '@salesforce/label/c.RenewalHealth_Human';
import notSet from '@salesforce/label/c.RenewalHealth_NotSet';
import expired from '@salesforce/label/c.RenewalHealth_Expired';
import final from '@salesforce/label/c.RenewalHealth_Final';
import lift from '@salesforce/label/c.RenewalHealth_Lift';
import lead from '@salesforce/label/c.RenewalHealth_Lead';
import notOpenTitle from '@salesforce/label/c.RenewalHealth_NotOpenTitle';
import notOpenText from '@salesforce/label/c.RenewalHealth_NotOpenText';
import override from '@salesforce/label/c.RenewalHealth_Override';
import overrideText from '@salesforce/label/c.RenewalHealth_OverrideText';
import overrideSave from '@salesforce/label/c.RenewalHealth_OverrideSave';
import overrideClear from '@salesforce/label/c.RenewalHealth_OverrideClear';
import overrideSaved from '@salesforce/label/c.RenewalHealth_OverrideSaved';
import overrideFailed from '@salesforce/label/c.RenewalHealth_OverrideFailed';
import overrideChooseTier from '@salesforce/label/c.RenewalHealth_OverrideChooseTier';
import overridePast from '@salesforce/label/c.RenewalHealth_OverridePast';
import scoredAt from '@salesforce/label/c.RenewalHealth_ScoredAt';
import tierSince from '@salesforce/label/c.RenewalHealth_TierSince';
import scorecard from '@salesforce/label/c.RenewalHealth_Scorecard';

/** Every text of the components, in the language of the user: translated by Salesforce, from labels/ and translations/. */
export const labels = {
  accountTitle,
  opportunityTitle,
  refresh,
  loading,
  tryAgain,
  bandHealthy,
  bandWatch,
  bandAtRisk,
  bandCritical,
  bandInsufficientData,
  tierCommit,
  tierBestCase,
  tierAtRisk,
  tierNone,
  health,
  forecast,
  ringText,
  ringNoScore,
  noScore,
  in30Days,
  pointsUp,
  pointsDown,
  asOf,
  coverage,
  bounds,
  staleTitle,
  staleText,
  notScoredTitle,
  notScoredText,
  tooLittleTitle,
  noAccessTitle,
  noAccessText,
  errorTitle,
  errorText,
  detailUnreadableTitle,
  detailUnreadableText,
  detailNewerTitle,
  detailNewerText,
  detailMissingTitle,
  detailMissingText,
  detailOtherTitle,
  detailOtherText,
  whatChanged,
  nextStep,
  expansion,
  warning,
  caps,
  drivers,
  down,
  up,
  nothingDown,
  nothingUp,
  effectHelp,
  allMeasures,
  measure,
  measureScore,
  points,
  missing,
  total,
  noData,
  notApplicable,
  trend,
  trendText,
  noTrend,
  scorecardFrom,
  day,
  areas,
  areaProduct,
  areaRelationship,
  areaSupport,
  areaBusiness,
  areaText,
  dataBehind,
  missingData,
  nothingMissing,
  people,
  noPeople,
  userScore,
  renewals,
  noRenewals,
  nextRenewal,
  arrAtRisk,
  renewalDate,
  arr,
  milestone,
  late,
  machine,
  human,
  notSet,
  expired,
  final,
  lift,
  lead,
  notOpenTitle,
  notOpenText,
  override,
  overrideText,
  overrideSave,
  overrideClear,
  overrideSaved,
  overrideFailed,
  overrideChooseTier,
  overridePast,
  scoredAt,
  tierSince,
  scorecard,
};

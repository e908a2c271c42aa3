/** Converts a source folder to what an org receives, as `sf project deploy` does: node convert-salesforce.js <project> <output>. Prints the components. */
import { join } from 'node:path';
import sdr from '@salesforce/source-deploy-retrieve';

const [project, outputDirectory] = process.argv.slice(2);
const set = await sdr.ComponentSetBuilder.build({ sourcepath: [join(project, 'force-app')], projectDir: project });
await new sdr.MetadataConverter().convert(set, 'metadata', { type: 'directory', outputDirectory, genUniqueDir: false });
const components = set.getSourceComponents().toArray();
console.log(JSON.stringify(components.map(({ type, fullName }) => `${type.name}:${fullName}`).sort()));

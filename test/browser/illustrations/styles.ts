/** Looks of the illustrations: nobody should take them for HubSpot itself. */
export const styles = `
* { box-sizing: border-box; margin: 0; }
body { width: 1080px; padding: 20px; font: 14px/1.45 'Open Sans', sans-serif; color: #1d2733; background: #fff; }
main { border: 2px dashed #aeb7c3; border-radius: 10px; overflow: hidden; }
nav { padding: 14px 20px; font-weight: 600; background: #eef2f7; }
footer { padding: 10px 20px; font-size: 12px; color: #535f6d; background: #eef2f7; }
h1 { font-size: 18px; } h2 { font-size: 13px; margin-bottom: 4px; }
.step { display: inline-grid; place-items: center; width: 24px; height: 24px; margin-right: 8px; border-radius: 50%; font-size: 13px; color: #fff; background: #a3360f; }
.tabs { display: flex; gap: 6px; padding: 12px 20px 0; border-bottom: 1px solid #dce1e8; }
.tabs span { padding: 8px 14px; border: 1px solid #dce1e8; border-bottom: 0; border-radius: 6px 6px 0 0; }
.tabs .on { font-weight: 600; background: #eef2f7; }
.bar { display: flex; align-items: center; gap: 10px; padding: 12px 20px; }
.button { padding: 6px 12px; border: 1px solid #aeb7c3; border-radius: 6px; }
.button.strong { font-weight: 600; border-width: 2px; }
.end { margin-left: auto; }
.filters { margin: 0 20px 14px; padding: 12px 14px; border: 1px solid #dce1e8; border-radius: 6px; background: #fbfcfd; }
.filters i { padding: 1px 8px; border-radius: 4px; font-style: normal; background: #e5effc; }
table { width: calc(100% - 40px); margin: 0 20px 20px; border-collapse: collapse; }
th, td { padding: 9px 10px; text-align: left; border: 1px solid #dce1e8; }
th { font-size: 12px; background: #f6f8fa; }
.board { display: grid; grid-template-columns: repeat(3, 1fr); gap: 12px; padding: 0 20px 20px; }
.board section { padding: 10px; border-radius: 6px; background: #eef2f7; }
article { margin-top: 8px; padding: 10px 12px; border: 1px solid #dce1e8; border-radius: 6px; background: #fff; }
article p { font-size: 13px; color: #535f6d; }
.builder { display: grid; grid-template-columns: 330px 1fr; padding: 16px 0; }
.well { margin: 0 20px 10px; }
.well p { padding: 7px 12px; border: 1px solid #aeb7c3; border-radius: 6px; }
.builder .filters { margin-bottom: 10px; }
.chart { padding-right: 20px; } .chart .bar { padding: 0 0 10px; }
svg { display: block; width: 100%; } svg text { font-size: 13px; fill: #535f6d; }
.legend { display: flex; gap: 18px; font-size: 13px; }
.legend i { display: inline-block; width: 11px; height: 11px; margin-right: 6px; border-radius: 2px; }
`;

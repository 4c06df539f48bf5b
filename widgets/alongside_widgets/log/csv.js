// The rows as a table for a spreadsheet, made in the browser: nothing is sent anywhere.

// A spreadsheet would run a text that starts like a formula.
const harmless = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const quoted = (text) => `"${harmless(String(text)).replaceAll('"', '""')}"`;

function csvOf(model, item, rows) {
  const head = ["log.date", "log.minutes", "log.with"].map((key) => kit.t(model, key));
  const done = (row) => kit.t(model, row.done ? "log.yes" : "log.no");
  const cells = rows.map((row) => [row.date, row.minutes, row.with_whom, row.action, done(row)]);
  const lines = [[...head, item.action, kit.t(model, "log.done")], ...cells].map((line) => line.map(quoted).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`; // the mark at the start tells spreadsheets that it is UTF-8
}

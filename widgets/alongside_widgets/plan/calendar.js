// A plan as an event for a calendar (RFC 5545), made in the browser: nothing is sent anywhere.

const OCTETS = 75; // of a line, RFC 5545 section 3.1
const octets = (text) => new TextEncoder().encode(text).length;

// TEXT of RFC 5545, section 3.3.11: no control characters but line ends, and those as "\n".
const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n").replace(/[\u0000-\u001f\u007f]/g, "");

// A long line goes on in the next one, which starts with a space; no character is cut in two.
function folded(line) {
  const lines = [""];
  let size = 0;
  for (const one of line) {
    const more = octets(one);
    if (size + more > OCTETS) size = lines.push(" ") && 1;
    lines[lines.length - 1] += one;
    size += more;
  }
  return lines.join("\r\n");
}

const stamp = (now) => now.toISOString().replace(/[-:]|\.\d+/g, "");

// The time of day has no zone: 16:00 is 16:00 wherever the person is. Without a time it is a whole day.
function startOf({ date, time }) {
  const day = date.replaceAll("-", "");
  return time ? [`DTSTART:${day}T${time.replace(":", "")}00`, "DURATION:PT15M"] : [`DTSTART;VALUE=DATE:${day}`];
}

// The id is always the same for one person's plan, and `revision` rises: a calendar replaces an older reminder.
// Nobody else's has it, so that two people's plans can stand in one calendar.
function calendarOf({ id, whose, revision, summary, place, date, time }, now = new Date()) {
  const told = escaped(summary);
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Alongside//Plan//EN", "CALSCALE:GREGORIAN",
    "BEGIN:VEVENT", `UID:${id}-${whose}@alongside`, `DTSTAMP:${stamp(now)}`, `SEQUENCE:${revision}`, ...startOf({ date, time }),
    `SUMMARY:${told}`, ...(place ? [`LOCATION:${escaped(place)}`] : []), "CLASS:PRIVATE", "TRANSP:TRANSPARENT",
    "BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${told}`, `TRIGGER:${time ? "-PT15M" : "PT8H"}`, "END:VALARM",
    "END:VEVENT", "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

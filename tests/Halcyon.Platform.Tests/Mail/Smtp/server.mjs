// A mail server as the first argument describes it. Says its port, then every message it was given, as lines of JSON.
import { readFileSync } from "node:fs";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

const settings = JSON.parse(process.argv[2]);
const say = (line) => process.stdout.write(JSON.stringify(line) + "\n");
const refusal = (code) => Object.assign(new Error("5.1.1 <somebody@example.org> is not wanted"), { responseCode: code });
let refusedData = settings.refused_data ?? 0;

const server = new SMTPServer({
  secure: settings.secure ?? false,
  key: settings.key && readFileSync(settings.key),
  cert: settings.cert && readFileSync(settings.cert),
  disabledCommands: [...(settings.starttls ? [] : ["STARTTLS"]), ...(settings.user ? [] : ["AUTH"])],
  authMethods: settings.methods,
  allowInsecureAuth: settings.insecure_auth ?? false,
  hideSMTPUTF8: settings.ascii_only ?? false,
  disableReverseLookup: true,
  logger: false,
  onAuth: (auth, session, done) =>
    auth.username === settings.user && auth.password === settings.password
      ? done(null, { user: auth.username })
      : done(refusal(535)),
  onRcptTo: (address, session, done) => {
    const code = /^refuse(\d{3})/.exec(address.address)?.[1];
    done(code && refusal(Number(code)));
  },
  onData: (stream, session, done) => {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", async () => {
      const bytes = Buffer.concat(parts);
      const mail = await PostalMime.parse(bytes);
      say({
        secure: session.secure,
        user: session.user ?? null,
        sender: session.envelope.mailFrom.address,
        recipients: session.envelope.rcptTo.map((to) => to.address),
        raw: bytes.toString("latin1"),
        message_id: mail.messageId,
        subject: mail.subject,
        text: mail.text,
      });
      done(refusedData-- > 0 ? refusal(451) : null);
    });
  },
});
server.on("error", () => {});
server.listen(settings.port ?? 0, "127.0.0.1", () => say({ port: server.server.address().port }));
// Ends with whoever started it.
process.stdin.on("end", () => process.exit()).resume();

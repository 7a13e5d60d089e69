// Runs before the server, in plain JavaScript, so that an old Node can read it: the server's own files are TypeScript,
// which only newer versions run directly.
const oldest = 24;

if (Number(process.versions.node.split('.')[0]) < oldest) {
  process.stderr.write(
    `This bot needs Node ${oldest} and found ${process.versions.node}. Run "npm ci" without --ignore-scripts: it brings the right one.\n`,
  );
  process.exit(1);
}

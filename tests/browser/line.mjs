// A poor line between the browser and the house.
//
//     const line = await poorLine(url);     // line.url is the house, reached through it
//     line.cutAfter(120_000)                // the next recording breaks off after so many bytes, and from then on
//     line.isDown                           // …every connection is cut at once, until
//     line.mend()

import { once } from 'node:events';
import { createServer, request } from 'node:http';

/** Opens a line to the house at this address. */
export async function poorLine(url) {
  const line = { isDown: false, left: Infinity, cuts: 0 };
  const cut = socket => {
    line.cuts += 1;
    socket.destroy();
  };
  const server = createServer((asked, answer) => {
    const target = new URL(asked.url, url);
    const sent = request(target, { method: asked.method, headers: { ...asked.headers, host: target.host } }, came => {
      answer.writeHead(came.statusCode, came.headers);
      came.on('data', bytes => {
        if (!asked.url.startsWith('/media/')) return void answer.write(bytes);
        answer.write(bytes.subarray(0, line.left));
        line.left -= bytes.length;
        if (line.left > 0) return undefined;
        line.isDown = true;
        came.destroy();
        // What was written goes out first; then the line is dead.
        return void setTimeout(() => cut(asked.socket), 50);
      });
      came.on('end', () => answer.end());
    });
    sent.on('error', () => asked.socket.destroy());
    asked.pipe(sent);
  });
  server.on('connection', socket => { if (line.isDown) cut(socket); });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  line.url = `http://127.0.0.1:${server.address().port}`;
  line.cutAfter = bytes => { line.left = bytes; };
  line.mend = () => Object.assign(line, { isDown: false, left: Infinity });
  line.close = () => { server.closeAllConnections(); server.close(); };
  return line;
}

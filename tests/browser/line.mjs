// A poor line between the browser and the house.
//
//     const line = await poorLine(url);     // line.url is the house, reached through it
//     line.cutAfter(120_000)                // the next recording breaks off after so many bytes, and from then on
//     line.isDown                           // …every connection is cut at once, until
//     line.mend()

//     const line = await cuttingLine(url, () => 500_000);   // each connection is cut when it has carried so many bytes to the house
//     line.sent, line.cuts                                  // what it carried so far, and how often it was cut
//     line.down(), line.up()                                // nothing passes until it is up again

import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { connect, createServer as listen } from 'node:net';

/** Opens a line that cuts whoever sends much. Nobody is told: the connection is reset. */
export async function cuttingLine(url, bytes) {
  const line = { sent: 0, cuts: 0 };
  const { hostname, port } = new URL(url);
  const open = new Set();
  let isDown = false;
  const server = listen(near => {
    if (isDown) return void near.destroy();
    const far = connect(port, hostname);
    let left = bytes();
    open.add(near).add(far);
    let isCut = false;
    const end = () => {
      if (isCut) return;
      near.destroy();
      far.destroy();
      open.delete(near);
      open.delete(far);
    };
    near.on('data', sent => {
      if (isCut) return;
      const passed = sent.subarray(0, left);
      line.sent += passed.length;
      left -= sent.length;
      if (!far.write(passed)) near.pause();
      if (left > 0) return;
      isCut = true;
      line.cuts += 1;
      near.resetAndDestroy();
      // What was carried before still arrives, as it would from a line: a reset at once would throw it away.
      far.end();
      setTimeout(() => {
        far.destroy();
        open.delete(near);
        open.delete(far);
      }, 5000).unref();
    });
    far.on('drain', () => near.resume());
    far.on('data', came => { if (!isCut) near.write(came); });
    for (const side of [near, far]) side.on('error', end).on('close', end);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  line.url = `http://127.0.0.1:${server.address().port}`;
  line.down = () => {
    isDown = true;
    for (const socket of open) socket.destroy();
  };
  line.up = () => { isDown = false; };
  line.close = () => {
    for (const socket of open) socket.destroy();
    server.close();
  };
  return line;
}

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

"""prepare_peers.py FOLDER: gives a scratch copy of the peers a GET /v1/users/me and passwords hashed at our cost."""
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])


def change(name, old, new):
    file = folder / name
    text = file.read_text()
    if old not in text:
        sys.exit(f"{name} is not the file this knows: no {old!r}")
    file.write_text(text.replace(old, new, 1))


FIELDS = "id, email, created_at"
change("fastify/server.js", "    app.post('/v1/checkins',", f"""    app.get('/v1/users/me', {{ onRequest: auth, schema: {{ response: {{ 200: {{ type: 'object', properties: {{ id: {{ type: 'integer' }}, email: {{ type: 'string' }}, created_at: {{ type: 'string', format: 'date-time' }} }} }} }} }} }}, async (req, reply) => {{
      const r = await pool.query({{ name: 'me', text: 'select {FIELDS} from users where id = $1', values: [+req.user.sub] }});
      return r.rowCount ? r.rows[0] : reply.code(401).send({{ error: 'unauthorized' }});
    }});
    app.post('/v1/checkins',""")
change("express/server.js", "  app.post('/v1/checkins',", f"""  app.get('/v1/users/me', auth, async (req, res) => {{
    const r = await pool.query({{ name: 'me', text: 'select {FIELDS} from users where id = $1', values: [req.userId] }});
    if (!r.rowCount) return res.status(401).json({{ error: 'unauthorized' }});
    res.json(r.rows[0]);
  }});
  app.post('/v1/checkins',""")
change("fastapi/app.py", '@app.post("/v1/checkins")', f'''@app.get("/v1/users/me")
async def me(uid: int = Depends(user)):
    r = await app.state.pool.fetchrow("select {FIELDS} from users where id = $1", uid)
    if r is None:
        raise HTTPException(401)
    return JSONResponse(row(r))


@app.post("/v1/checkins")''')

# One salt and one hash for all: a login costs the same, and the seed is ready at once.
(folder / "seed_users.js").write_text("""const c = require('crypto'), salt = Buffer.alloc(16, 7);
const h = c.pbkdf2Sync('Passw0rd!', salt, 210000, 32, 'sha512');
for (let i = 1; i <= 1000; i++) console.log(`${i}\\tuser${i}@example.test\\tpbkdf2-sha512$210000$${salt.toString('base64')}$${h.toString('base64')}`);
""")
# The check-ins are not measured here.
(folder / "seed.sql").write_text("vacuum analyze;\n")

"""Makes the tiny models of this folder and what they must answer: python3 make.py (needs numpy).

An oracle on purpose unlike the engine: float64 NumPy, whole sequence at once, no cache, formulas as the papers have them.
It writes its own GGUF too.
"""

import struct

import numpy as np

TOKENS = 300
VOCABULARY = 272
PLACES = [0, 1, 15, 16, 17, 63, 128, 299]


def bf16(x):
    """Round to BF16, so that the file holds exactly what is computed with."""
    bits = np.ascontiguousarray(x, np.float32).view(np.uint32)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype(np.uint16)


def widened(b):
    return (b.astype(np.uint32) << 16).view(np.float32).astype(np.float64)


def string(s):
    b = s.encode()
    return struct.pack("<Q", len(b)) + b


def value(v):
    if isinstance(v, bool):
        return struct.pack("<IB", 7, v)
    if isinstance(v, int):
        return struct.pack("<II", 4, v)
    if isinstance(v, float):
        return struct.pack("<If", 6, v)
    if isinstance(v, str):
        return struct.pack("<I", 8) + string(v)
    if isinstance(v[0], str):
        return struct.pack("<IIQ", 9, 8, len(v)) + b"".join(map(string, v))
    return struct.pack("<IIQ", 9, 5, len(v)) + b"".join(struct.pack("<i", i) for i in v)


def gguf(path, keys, tensors):
    """tensors: name -> BF16 matrix (uint16) or float32 vector."""
    head = struct.pack("<IIQQ", 0x46554747, 3, len(tensors), len(keys))
    head += b"".join(string(k) + value(v) for k, v in keys.items())
    data, infos = b"", b""
    for name, t in tensors.items():
        kind = 30 if t.dtype == np.uint16 else 0
        infos += string(name) + struct.pack("<I", t.ndim)
        infos += b"".join(struct.pack("<Q", d) for d in reversed(t.shape))
        infos += struct.pack("<IQ", kind, len(data))
        data += t.tobytes()
        data += b"\0" * (-len(data) % 32)
    head += infos
    with open(path, "wb") as f:
        f.write(head + b"\0" * (-len(head) % 32) + data)


def spellings():
    """The 256 bytes as byte-level BPE spells them, one merged pair, 15 special tokens."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [b for b in range(256) if b not in plain]
    letters = {b: chr(b) for b in plain} | {b: chr(256 + i) for i, b in enumerate(rest)}
    return [letters[b] for b in range(256)] + ["ab"] + [f"<|special_{i}|>" for i in range(15)]


def rms(x, gain, eps):
    return x / np.sqrt((x * x).mean(-1, keepdims=True) + eps) * gain


def rope(x, angles, halves):
    """x: [tokens, heads, dim], angles: [tokens, dim/2]."""
    c, s = np.cos(angles)[:, None], np.sin(angles)[:, None]
    half = x.shape[-1] // 2
    a, b = (x[..., :half], x[..., half:]) if halves else (x[..., 0::2], x[..., 1::2])
    out = np.empty_like(x)
    if halves:
        out[..., :half], out[..., half:] = a * c - b * s, b * c + a * s
    else:
        out[..., 0::2], out[..., 1::2] = a * c - b * s, b * c + a * s
    return out


def silu(x):
    return x / (1 + np.exp(-x))


def gelu(x):
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


class Model:
    def __init__(self, family, seed, **c):
        self.family, self.c = family, c
        self.random = np.random.default_rng(seed)
        self.tensors, self.w = {}, {}

    def add(self, name, *shape, gain=None):
        if gain is None and len(shape) == 2:
            t = bf16(self.random.standard_normal(shape) / np.sqrt(shape[1]) * 1.4)
            self.w[name] = widened(t)
        else:
            centre, spread = gain
            t = (centre + spread * self.random.standard_normal(shape)).astype(np.float32)
            self.w[name] = t.astype(np.float64)
        self.tensors[name] = t

    def build(self):
        c = self.c
        d, h, k, hd, ff = c["width"], c["heads"], c["heads_kv"], c["head_dim"], c["ff"]
        self.add("token_embd.weight", VOCABULARY, d)
        if c.get("factors") is not None:
            f = np.asarray(c["factors"], np.float32)
            self.tensors["rope_freqs.weight"], self.w["rope_freqs.weight"] = f, f.astype(np.float64)
        for i in range(c["blocks"]):
            p = f"blk.{i}."
            self.add(p + "attn_norm.weight", d, gain=(1, 0.2))
            self.add(p + "attn_q.weight", h * hd, d)
            self.add(p + "attn_k.weight", k * hd, d)
            self.add(p + "attn_v.weight", k * hd, d)
            if c.get("bias"):
                self.add(p + "attn_q.bias", h * hd, gain=(0, 0.5))
                self.add(p + "attn_k.bias", k * hd, gain=(0, 0.5))
                self.add(p + "attn_v.bias", k * hd, gain=(0, 0.5))
            if c.get("head_norm"):
                self.add(p + "attn_q_norm.weight", hd, gain=(1, 0.2))
                self.add(p + "attn_k_norm.weight", hd, gain=(1, 0.2))
            self.add(p + "attn_output.weight", d, h * hd)
            if c.get("around"):
                self.add(p + "post_attention_norm.weight", d, gain=(1, 0.2))
            self.add(p + "ffn_norm.weight", d, gain=(1, 0.2))
            self.add(p + "ffn_gate.weight", ff, d)
            self.add(p + "ffn_up.weight", ff, d)
            self.add(p + "ffn_down.weight", d, ff)
            if c.get("around"):
                self.add(p + "post_ffw_norm.weight", d, gain=(1, 0.2))
        self.add("output_norm.weight", d, gain=(1, 0.2))
        if not c.get("tied"):
            self.add("output.weight", VOCABULARY, d)
        return self

    def keys(self):
        c, a = self.c, self.family + "."
        keys = {
            "general.architecture": self.family,
            "general.name": "tiny random " + c["name"],
            a + "block_count": c["blocks"],
            a + "context_length": 131072,
            a + "embedding_length": c["width"],
            a + "feed_forward_length": c["ff"],
            a + "attention.head_count": c["heads"],
            a + "attention.head_count_kv": c["heads_kv"],
            a + "attention.key_length": c["head_dim"],
            a + "attention.value_length": c["head_dim"],
            a + "attention.layer_norm_rms_epsilon": c["eps"],
            a + "rope.freq_base": float(c["base"]),
            a + "rope.dimension_count": c["head_dim"],
        }
        if c.get("window"):
            keys[a + "attention.sliding_window"] = c["window"]
        if c.get("linear"):
            keys[a + "rope.scaling.type"] = "linear"
            keys[a + "rope.scaling.factor"] = float(c["linear"])
        return keys | {
            "tokenizer.ggml.model": "gpt2",
            "tokenizer.ggml.pre": "llama-bpe",
            "tokenizer.ggml.tokens": spellings(),
            "tokenizer.ggml.token_type": [1] * 257 + [3] * 15,
            "tokenizer.ggml.merges": ["a b"],
            "tokenizer.ggml.bos_token_id": 257,
            "tokenizer.ggml.eos_token_id": 258,
        }

    def logits(self, ids, rows):
        c, w = self.c, self.w
        n, hd, h, k = len(ids), c["head_dim"], c["heads"], c["heads_kv"]
        x = w["token_embd.weight"][ids]
        if c.get("scaled"):
            x = x * np.sqrt(c["width"])
        places = np.arange(n)[:, None]
        halves = self.family != "llama"
        for i in range(c["blocks"]):
            p = f"blk.{i}."
            local = bool(c.get("window")) and i % 6 < 5
            frequencies = (10000.0 if local else c["base"]) ** (-2 * np.arange(hd // 2) / hd)
            if "rope_freqs.weight" in w:
                frequencies = frequencies / w["rope_freqs.weight"]
            if c.get("linear") and not local:
                frequencies = frequencies / c["linear"]
            y = rms(x, w[p + "attn_norm.weight"], c["eps"])
            q, key, v = (y @ w[p + f"attn_{m}.weight"].T for m in "qkv")
            if c.get("bias"):
                q, key, v = (m + w[p + f"attn_{s}.bias"] for m, s in ((q, "q"), (key, "k"), (v, "v")))
            q, key, v = q.reshape(n, h, hd), key.reshape(n, k, hd), v.reshape(n, k, hd)
            if c.get("head_norm"):
                q = rms(q, w[p + "attn_q_norm.weight"], c["eps"])
                key = rms(key, w[p + "attn_k_norm.weight"], c["eps"])
            q, key = rope(q, places * frequencies, halves), rope(key, places * frequencies, halves)
            out = np.empty((n, h, hd))
            back = places - places.T
            hidden = (back < 0) | (back >= c["window"] if local else False)
            for head in range(h):
                s = q[:, head] @ key[:, head // (h // k)].T * c.get("scale", hd**-0.5)
                s = np.where(hidden, -np.inf, s)
                s = np.exp(s - s.max(-1, keepdims=True))
                out[:, head] = s / s.sum(-1, keepdims=True) @ v[:, head // (h // k)]
            y = out.reshape(n, h * hd) @ w[p + "attn_output.weight"].T
            x = x + (rms(y, w[p + "post_attention_norm.weight"], c["eps"]) if c.get("around") else y)
            y = rms(x, w[p + "ffn_norm.weight"], c["eps"])
            gate = (gelu if c.get("gelu") else silu)(y @ w[p + "ffn_gate.weight"].T)
            y = (gate * (y @ w[p + "ffn_up.weight"].T)) @ w[p + "ffn_down.weight"].T
            x = x + (rms(y, w[p + "post_ffw_norm.weight"], c["eps"]) if c.get("around") else y)
        x = rms(x[rows], w["output_norm.weight"], c["eps"])
        return x @ w.get("output.weight", w["token_embd.weight"]).T


def ids(n):
    """Any sequence without a short period, the same in the tests."""
    return [(i * i * 31 + i * 7919 + 13) % VOCABULARY for i in range(n)]


def llama3_factors(base, hd, factor=8.0, low=1.0, high=4.0, original=8192):
    """Llama 3.1's rule as published: by wavelength, smooth between the two borders."""
    out = []
    for f in base ** (-2 * np.arange(hd // 2) / hd):
        wave = 2 * np.pi / f
        if wave < original / high:
            out.append(1.0)
        elif wave > original / low:
            out.append(factor)
        else:
            smooth = (original / wave - low) / (high - low)
            out.append(1 / ((1 - smooth) / factor + smooth))
    return out


MODELS = [
    Model("llama", 1, name="mistral", width=96, heads=6, heads_kv=2, head_dim=32, ff=160, blocks=2, eps=1e-5, base=1e8),
    Model("llama", 2, name="llama31", width=64, heads=4, heads_kv=1, head_dim=32, ff=96, blocks=2, eps=1e-5, base=5e5,
          factors=llama3_factors(5e5, 32), tied=True),
    Model("gemma3", 3, name="gemma3", width=64, heads=4, heads_kv=2, head_dim=32, ff=96, blocks=7, eps=1e-6, base=1e6,
          window=16, linear=8, head_norm=True, around=True, gelu=True, scaled=True, tied=True),
    Model("qwen2", 4, name="qwen2", width=64, heads=4, heads_kv=2, head_dim=16, ff=96, blocks=2, eps=1e-6, base=1e6, bias=True),
    Model("qwen3", 5, name="qwen3", width=64, heads=4, heads_kv=2, head_dim=32, ff=96, blocks=2, eps=1e-6, base=1e6,
          head_norm=True, tied=True),
]

if __name__ == "__main__":
    for model in MODELS:
        name = model.c["name"]
        model.build()
        gguf(name + ".gguf", model.keys(), model.tensors)
        model.logits(ids(TOKENS), PLACES).astype("<f4").tofile(name + ".logits.f32")
        if name == "llama31":
            far = [8191, 8192, 9000, 9999]
            model.logits(ids(10000), far).astype("<f4").tofile(name + ".far.logits.f32")
        print(name, sum(t.size for t in model.tensors.values()))

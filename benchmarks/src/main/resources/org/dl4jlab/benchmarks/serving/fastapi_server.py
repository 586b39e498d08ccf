"""The same requests answered by a lean server in Python, to compare with.

FastAPI on uvicorn (uvloop, httptools) in one process, ONNX Runtime beneath. Of the Open Inference
Protocol it knows what the comparison asks: one binary tensor, [n, 3, 32, 32] as FP32 or UINT8, and
its probabilities as another. Requests are computed one by one, not in batches.

    python fastapi_server.py MODEL.onnx ENGINES THREADS

Writes its port to standard output; ends when standard input does.
"""

import asyncio
import json
import os
import socket
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import onnxruntime
import uvicorn
from fastapi import FastAPI, Request, Response

HEADER_LENGTH = "Inference-Header-Content-Length"
TYPES = {"FP32": np.dtype("<f4"), "UINT8": np.dtype("u1")}
WHITE = np.float32(255)

model, engines, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = threads
session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
input_name = session.get_inputs()[0].name
pool = ThreadPoolExecutor(engines) if engines > 1 else None
app = FastAPI(openapi_url=None)


def predict(images):
    if images.dtype == np.uint8:
        images = images.astype(np.float32) / WHITE
    return session.run(None, {input_name: images})[0]


@app.post("/v2/models/{name}/infer")
async def infer(name: str, request: Request):
    body = await request.body()
    length = int(request.headers[HEADER_LENGTH])
    tensor = json.loads(body[:length])["inputs"][0]
    dtype = TYPES[tensor["datatype"]]
    images = np.frombuffer(body, dtype, offset=length).reshape(tensor["shape"])
    if pool is None:  # nothing else waits for the cores, so it is fastest where it is
        probabilities = predict(images)
    else:
        probabilities = await asyncio.get_running_loop().run_in_executor(pool, predict, images)
    data = probabilities.tobytes()
    output = {
        "name": "probabilities",
        "datatype": "FP32",
        "shape": probabilities.shape,
        "parameters": {"binary_data_size": len(data)},
    }
    head = json.dumps({"model_name": name, "outputs": [output]}).encode()
    return Response(
        head + data,
        media_type="application/octet-stream",
        headers={HEADER_LENGTH: str(len(head))},
    )


def end_with_parent():
    sys.stdin.read()
    os._exit(0)


listening = socket.create_server(("127.0.0.1", 0), backlog=1024)
print(listening.getsockname()[1], flush=True)
threading.Thread(target=end_with_parent, daemon=True).start()
config = uvicorn.Config(
    app, loop="uvloop", http="httptools", log_level="warning", access_log=False, lifespan="off"
)
uvicorn.Server(config).run(sockets=[listening])

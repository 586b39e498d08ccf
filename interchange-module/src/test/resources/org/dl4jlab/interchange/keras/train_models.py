"""Writes compiled models that were trained for five steps, and the same after three more.

    python train_models.py FOLDER

NAME.keras (and NAME.h5) is the model behind five steps, NAME.after.keras the same behind three
more, whose batches are in NAME.json: channels last, rows flattened.
"""
import json
import sys
from pathlib import Path

import numpy as np
import keras
from keras import layers, optimizers as o, losses

folder = Path(sys.argv[1])
only = sys.argv[2:]
folder.mkdir(exist_ok=True, parents=True)
schedules = o.schedules


def dense():
    return keras.Sequential(
        [keras.Input((6,)), layers.Dense(5, activation="tanh"), layers.Dense(3, activation="softmax")])


def cnn():
    return keras.Sequential([
        keras.Input((8, 7, 2)), layers.Conv2D(4, 3, padding="same", strides=2, use_bias=False),
        layers.BatchNormalization(), layers.Activation("tanh"), layers.Conv2D(3, 2, activation="tanh"),
        layers.AveragePooling2D(2), layers.Flatten(), layers.Dense(5, activation="tanh"),
        layers.BatchNormalization(), layers.Dense(3, activation="softmax")])


def binary():
    return keras.Sequential(
        [keras.Input((6,)), layers.Dense(5, activation="relu"), layers.Dense(1, activation="sigmoid")])


def frozen():
    i = keras.Input((8, 7, 2))
    x = layers.Conv2D(4, 3, activation="relu", trainable=False)(i)
    x = layers.BatchNormalization(trainable=False)(x)
    x = layers.Conv2D(3, 3)(x)
    x = layers.PReLU()(x)
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(i, layers.Dense(3, activation="softmax")(x))


def lstm():
    return keras.Sequential([keras.Input((5, 4)), layers.Bidirectional(layers.LSTM(3)),
                             layers.Dense(3, activation="softmax")])


def two():
    a, b = keras.Input((6,), name="a"), keras.Input((4,), name="b")
    x = layers.Concatenate()([layers.Dense(5, activation="relu")(a), layers.Dense(3, activation="tanh")(b)])
    return keras.Model([a, b], [layers.Dense(3, activation="softmax", name="c")(x),
                                layers.Dense(1, name="r")(x)])


def penalties():
    return keras.Sequential([
        keras.Input((6,)), layers.Dense(5, activation="relu", kernel_regularizer="l2", bias_regularizer="l1"),
        layers.Dense(3, activation="softmax", kernel_regularizer=keras.regularizers.L1L2(0.01, 0.02))])


optimizers = {
    "sgd": lambda: o.SGD(0.1),
    "nesterov": lambda: o.SGD(0.1, momentum=0.9, nesterov=True),
    "adam": lambda: o.Adam(0.01),
    "adam_decay": lambda: o.Adam(0.01, weight_decay=0.1),
    "adamw": lambda: o.AdamW(0.01, weight_decay=0.1),
    "amsgrad": lambda: o.Adam(0.01, amsgrad=True),
    "adamax": lambda: o.Adamax(0.01),
    "adagrad": lambda: o.Adagrad(0.1),
    "adadelta": lambda: o.Adadelta(1.0),
    "exponential": lambda: o.Adam(schedules.ExponentialDecay(0.05, 4, 0.5)),
    "staircase": lambda: o.SGD(schedules.ExponentialDecay(0.2, 3, 0.5, staircase=True)),
    "cosine": lambda: o.SGD(schedules.CosineDecay(0.3, 7)),
    "cosine_warm": lambda: o.Adam(schedules.CosineDecay(0.001, 5, warmup_target=0.05, warmup_steps=4)),
    "piecewise": lambda: o.SGD(schedules.PiecewiseConstantDecay([5, 6], [0.3, 0.2, 0.1])),
    "polynomial": lambda: o.Adam(schedules.PolynomialDecay(0.05, 7, 0.01, power=2.0)),
    "clipnorm": lambda: o.SGD(0.5, clipnorm=0.1),
    "clipvalue": lambda: o.Adam(0.01, clipvalue=0.01),
    "nesterov_schedule": lambda: o.SGD(schedules.ExponentialDecay(0.1, 4, 0.5), momentum=0.9, nesterov=True),
    "adamw_schedule": lambda: o.AdamW(schedules.ExponentialDecay(0.05, 4, 0.5), weight_decay=0.1),
    "adamax_schedule": lambda: o.Adamax(schedules.ExponentialDecay(0.05, 4, 0.5)),
    "amsgrad_schedule": lambda: o.Adam(schedules.ExponentialDecay(0.05, 4, 0.5), amsgrad=True),
    "sgd_decay": lambda: o.SGD(0.1, weight_decay=0.1),
    "beta": lambda: o.Adam(0.01, beta_1=0.8, beta_2=0.95, epsilon=1e-3),
}
cases = {f"{net}_{name}": (globals()[net], make, "categorical_crossentropy")
         for net in ("dense", "cnn") for name, make in optimizers.items()
         if not (net == "cnn" and name in ("adamw", "adam_decay", "adamw_schedule", "sgd_decay", "clipnorm", "clipvalue"))}
for name in ("sgd", "adam"):
    for net in ("lstm", "frozen", "penalties"):
        cases[f"{net}_{name}"] = (globals()[net], optimizers[name], "categorical_crossentropy")
    cases[f"binary_{name}"] = (binary, optimizers[name], "binary_crossentropy")
    cases[f"two_{name}"] = (two, optimizers[name], ["categorical_crossentropy", "mse"])
    cases[f"sparse_{name}"] = (dense, optimizers[name], "sparse_categorical_crossentropy")
two_h5 = ("dense_adam", "cnn_adam", "cnn_amsgrad", "dense_nesterov", "lstm_adam", "dense_exponential")


def flat(array):
    return {"shape": list(array.shape), "data": [float(x) for x in array.ravel()]}


for name, (net, make, loss) in cases.items():
    if only and name not in only or (folder / f"{name}.json").exists():
        continue
    keras.utils.set_random_seed(7)
    random = np.random.default_rng(3)
    keras.backend.clear_session()
    model = net()
    model.compile(optimizer=make(), loss=loss, run_eagerly=True)

    def batch():
        xs = [random.normal(size=(8,) + tuple(i.shape[1:])).astype("float32") for i in model.inputs]
        ys, given = [], []
        for out in model.outputs:
            if out.shape[1] == 3:
                numbers = random.integers(0, 3, 8)
                y = np.eye(3, dtype="float32")[numbers]
                given.append(numbers if "sparse" in name else y)
            else:
                y = random.integers(0, 2, (8, 1)).astype("float32")
                given.append(y)
            ys.append(y)
        return xs, ys, given

    def train(steps):
        taken = []
        for _ in range(steps):
            xs, ys, given = batch()
            model.train_on_batch(xs if len(xs) > 1 else xs[0], given if len(given) > 1 else given[0])
            taken.append({"inputs": [flat(x) for x in xs], "labels": [flat(y) for y in ys]})
        return taken

    train(5)
    model.save(folder / f"{name}.keras")
    if name in two_h5:
        keras.saving.load_model(folder / f"{name}.keras").save(folder / f"{name}.h5")
    steps = train(3)
    model.save(folder / f"{name}.after.keras")
    (folder / f"{name}.json").write_text(json.dumps(steps))
    print(name, flush=True)

package org.dl4jlab.engine;

import java.util.List;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.dl4jlab.data.Batch;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An engine that tells a second thread, because native memory knows no exceptions. */
record GuardedEngine(Engine engine, Turn turn) implements Engine {

  GuardedEngine(Engine engine) {
    this(engine, new Turn());
  }

  private <T> T compute(Supplier<T> work) {
    turn.take();
    try {
      return work.get();
    } finally {
      turn.unlock();
    }
  }

  private void exchange(Runnable work) {
    turn.takeBriefly();
    try {
      work.run();
    } finally {
      turn.unlock();
    }
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public Model model() {
    return engine.model();
  }

  @Override
  public Device device() {
    return engine.device();
  }

  @Override
  public StepResult fit(Batch batch) {
    return compute(() -> engine.fit(batch));
  }

  @Override
  public StepResult fitSegment(Batch segment) {
    return compute(() -> engine.fitSegment(segment));
  }

  @Override
  public List<INDArray> outputs(Batch batch) {
    return compute(() -> engine.outputs(batch));
  }

  @Override
  public void endEpoch() {
    exchange(engine::endEpoch);
  }

  @Override
  public void resetState() {
    exchange(engine::resetState);
  }

  @Override
  public void sync() {
    exchange(engine::sync);
  }

  @Override
  public void reload() {
    exchange(engine::reload);
  }

  @Override
  public void close() {
    turn.requireNoComputation();
    exchange(
        () -> {
          try {
            engine.close();
          } finally {
            OpenEngines.closed(this);
          }
        });
  }
}

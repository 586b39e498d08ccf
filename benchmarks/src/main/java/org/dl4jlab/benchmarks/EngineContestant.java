package org.dl4jlab.benchmarks;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.data.Batch;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.onednn.plan.ArrayFloats;

/**
 * One of our engines on DL4J's configuration. Images come as bytes and texts as numbers of words;
 * stock DL4J makes arrays of them.
 */
final class EngineContestant implements Contestant {

  private final Engine engine;
  private final RoundRobin<Batch> batches;

  EngineContestant(String name, int threads, Task task, int batch) {
    batches = new RoundRobin<>(List.copyOf(task.batches(batch)));
    ComputationGraph graph = new ComputationGraph(task.configuration());
    graph.init();
    engine = Engines.named(name, graph, new EngineOptions(threads));
  }

  @Override
  public void train() {
    engine.fit(batches.take());
  }

  @Override
  public float[] predict() {
    return ArrayFloats.of(engine.output(batches.take()));
  }

  @Override
  public void close() {
    engine.close();
  }
}

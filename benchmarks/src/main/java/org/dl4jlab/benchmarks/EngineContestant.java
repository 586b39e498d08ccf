package org.dl4jlab.benchmarks;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.nets.NetworkOptions;

/** One of our engines on the lecture's configuration; images come as bytes. */
final class EngineContestant implements Contestant {

  private final Work work;
  private final Engine engine;

  EngineContestant(String name, int threads, Work work) {
    this.work = work;
    ComputationGraph graph =
        new ComputationGraph(work.network().configuration(NetworkOptions.cifar10()));
    graph.init();
    engine = Engines.named(name, graph, new EngineOptions(threads));
  }

  @Override
  public void train() {
    engine.fit(work.batches().get(work.turn()));
  }

  @Override
  public float[] predict() {
    return engine.output(work.batches().get(work.turn())).data().asFloat();
  }

  @Override
  public void close() {
    engine.close();
  }
}

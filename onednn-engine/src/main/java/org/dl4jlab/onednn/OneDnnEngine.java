package org.dl4jlab.onednn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.engine.DropoutSeed;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.Step;
import org.dl4jlab.onednn.network.Network;
import org.dl4jlab.onednn.network.Translation;
import org.dl4jlab.onednn.parameters.GraphMemory;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.plan.Named;
import org.dl4jlab.onednn.plan.Profile;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Executes a graph through oneDNN: a plan for each shape of batch, compiled at its first use. */
final class OneDnnEngine implements Engine {

  static final String NAME = "onednn";

  /** Shapes in use: whole batches and the last short one, to train and to predict. */
  private static final int KEPT_PLANS = 4;

  private final ComputationGraph graph;
  private final Network network;
  private final Parameters parameters;
  private final int threads;
  private final Map<Shape, TrainingPlan> trainingPlans = new PlanCache<>();
  private final Map<Shape, InferencePlan> inferencePlans = new PlanCache<>();
  private long version;
  private boolean graphIsStale;
  private boolean closed;

  OneDnnEngine(ComputationGraph graph, EngineOptions options) {
    this.graph = graph;
    this.threads = options.threads() > 0 ? options.threads() : Nd4j.getEnvironment().maxThreads();
    network = Translation.of(graph);
    parameters = new Parameters(graph, network.slots());
  }

  /** The shape of a batch, as a key. */
  private record Shape(long... dims) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Shape shape && Arrays.equals(shape.dims, dims);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(dims);
    }
  }

  /** The plans used last; the one that is displaced is freed. */
  private static final class PlanCache<P extends AutoCloseable> extends LinkedHashMap<Shape, P> {

    PlanCache() {
      super(KEPT_PLANS, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Shape, P> eldest) {
      if (size() <= KEPT_PLANS) {
        return false;
      }
      closeQuietly(eldest.getValue());
      return true;
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ComputationGraph graph() {
    return graph;
  }

  @Override
  public int threads() {
    return threads;
  }

  @Override
  public Step fit(Batch batch) {
    return fit(batch, Profile.NONE);
  }

  /** One step, whose parts the profile runs. */
  Step fit(Batch batch, Profile profile) {
    enter();
    ComputationGraphConfiguration configuration = graph.getConfiguration();
    int iteration = configuration.getIterationCount();
    network.random().seed(DropoutSeed.of(graph));
    Step step =
        plan(trainingPlans, batch, dims -> new TrainingPlan(network, parameters, dims))
            .run(batch, profile);
    double loss = step.loss() + parameters.penalty();
    profile.time(
        new Named("update", () -> parameters.update(iteration, configuration.getEpochCount())));
    version++;
    graphIsStale = true;
    graph.setScore(loss);
    configuration.setIterationCount(iteration + 1);
    tellListeners(iteration);
    return new Step(loss, step.correct());
  }

  /** Plans run with as many threads as they were compiled for, whoever has changed it since. */
  private void enter() {
    if (closed) {
      throw new IllegalStateException("The engine is closed");
    }
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
  }

  /** The listeners that the user has put on the graph see it as it is. */
  private void tellListeners(int iteration) {
    if (!graph.getListeners().isEmpty()) {
      sync();
      for (TrainingListener listener : graph.getListeners()) {
        listener.iterationDone(graph, iteration, graph.getConfiguration().getEpochCount());
      }
    }
  }

  @Override
  public INDArray output(Batch batch) {
    enter();
    sync();
    return plan(
            inferencePlans,
            batch,
            dims -> new InferencePlan(network, GraphMemory.floats(graph.params()), dims))
        .run(batch, version);
  }

  private <P> P plan(Map<Shape, P> plans, Batch batch, Function<long[], P> compile) {
    long[] dims = dims(batch);
    return plans.computeIfAbsent(new Shape(dims), shape -> compile.apply(shape.dims()));
  }

  /** The input's shape; a series is an image of width 1. */
  private long[] dims(Batch batch) {
    if (batch instanceof ImageBatch images) {
      return Arrays.stream(images.shape()).asLongStream().toArray();
    }
    long[] shape = batch.features().shape();
    return shape.length == 3 ? new long[] {shape[0], shape[1], shape[2], 1} : shape;
  }

  @Override
  public void sync() {
    if (graphIsStale) {
      parameters.store();
      graphIsStale = false;
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      sync();
    } finally {
      trainingPlans.values().forEach(OneDnnEngine::closeQuietly);
      inferencePlans.values().forEach(OneDnnEngine::closeQuietly);
      trainingPlans.clear();
      inferencePlans.clear();
      parameters.close();
    }
  }

  private static void closeQuietly(AutoCloseable plan) {
    try {
      plan.close();
    } catch (Exception e) {
      throw new IllegalStateException("A plan cannot be freed", e);
    }
  }
}

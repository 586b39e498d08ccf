package org.dl4jlab.onednn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.data.TokenBatch;
import org.dl4jlab.engine.DropoutSeed;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.StepResult;
import org.dl4jlab.onednn.network.Network;
import org.dl4jlab.onednn.network.Translation;
import org.dl4jlab.onednn.parameters.GraphMemory;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.plan.DenseInput;
import org.dl4jlab.onednn.plan.Input;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Profile;
import org.dl4jlab.onednn.words.TokenInput;
import org.dl4jlab.onednn.words.WorkerPool;
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
  private final Network overWords; // null where the graph does not read words
  private final Parameters parameters;
  private final int threads;
  private final WorkerPool workers;
  private final Map<Shape, TrainingPlan> trainingPlans = new PlanCache<>();
  private final Map<Shape, InferencePlan> inferencePlans = new PlanCache<>();
  private long version;
  private boolean graphIsStale;
  private boolean closed;

  OneDnnEngine(ComputationGraph graph, EngineOptions options) {
    this.graph = graph;
    this.threads = options.threads() > 0 ? options.threads() : Nd4j.getEnvironment().maxThreads();
    network = Translation.of(graph);
    overWords = network.overWords().orElse(null);
    workers = new WorkerPool(threads);
    parameters = new Parameters(graph, network.slots());
  }

  /** The shape of a batch, as a key. */
  private record Shape(boolean words, long... dims) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Shape shape
          && shape.words == words
          && Arrays.equals(shape.dims, dims);
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
  public StepResult fit(Batch batch) {
    return fit(batch, Profile.NONE);
  }

  /** One step, whose parts the profile runs. */
  StepResult fit(Batch batch, Profile profile) {
    enter(batch);
    try {
      ComputationGraphConfiguration configuration = graph.getConfiguration();
      int iteration = configuration.getIterationCount();
      network.random().seed(DropoutSeed.of(graph));
      StepResult step = trainingPlan(batch).run(batch, profile);
      double loss = step.loss() + parameters.penalty();
      profile.time(
          new NamedTask(
              "update", () -> parameters.update(iteration, configuration.getEpochCount())));
      version++;
      graphIsStale = true;
      graph.setScore(loss);
      configuration.setIterationCount(iteration + 1);
      tellListeners(iteration);
      return new StepResult(loss, step.correct());
    } finally {
      setThreads(threads);
    }
  }

  /** Whether the batch is trained by looking up words; other batches are trained as arrays. */
  private boolean readsWords(Batch batch) {
    return overWords != null && batch instanceof TokenBatch;
  }

  /**
   * Plans run with as many threads as they were compiled for, whoever has changed it since. Where
   * words are looked up, threads of Java's share the work, and each runs oneDNN alone.
   */
  private void enter(Batch batch) {
    if (closed) {
      throw new IllegalStateException("The engine is closed");
    }
    setThreads(readsWords(batch) ? 1 : threads);
  }

  private static void setThreads(int count) {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(count);
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
    enter(batch);
    try {
      sync();
      return inferencePlan(batch).run(batch, version);
    } finally {
      setThreads(threads);
    }
  }

  private TrainingPlan trainingPlan(Batch batch) {
    return trainingPlans.computeIfAbsent(
        shape(batch),
        shape -> new TrainingPlan(layers(shape), parameters, plan -> input(shape, plan)));
  }

  private InferencePlan inferencePlan(Batch batch) {
    return inferencePlans.computeIfAbsent(
        shape(batch),
        shape ->
            new InferencePlan(
                layers(shape), GraphMemory.floats(graph.params()), plan -> input(shape, plan)));
  }

  private Network layers(Shape shape) {
    return shape.words() ? overWords : network;
  }

  private Input input(Shape shape, Plan plan) {
    return shape.words()
        ? new TokenInput(shape.dims(), workers)
        : new DenseInput(plan, shape.dims());
  }

  /** The input's shape; a series is an image of width 1. */
  private Shape shape(Batch batch) {
    if (batch instanceof ImageBatch images) {
      return new Shape(false, Arrays.stream(images.shape()).asLongStream().toArray());
    }
    if (readsWords(batch)) {
      TokenBatch texts = (TokenBatch) batch;
      return new Shape(true, texts.size(), texts.table().size(), texts.length(), 1);
    }
    long[] shape = batch.features().shape();
    return shape.length == 3
        ? new Shape(false, shape[0], shape[1], shape[2], 1)
        : new Shape(false, shape);
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
      workers.close();
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

package org.dl4jlab.onednn;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.TokenBatch;
import org.dl4jlab.engine.Device;
import org.dl4jlab.engine.DropoutSeed;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.StepResult;
import org.dl4jlab.onednn.lowering.DropoutRandom;
import org.dl4jlab.onednn.lowering.Masks;
import org.dl4jlab.onednn.lowering.RecurrentMemory;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.plan.DenseInput;
import org.dl4jlab.onednn.plan.Input;
import org.dl4jlab.onednn.plan.NamedTask;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Profile;
import org.dl4jlab.onednn.tokens.TokenInput;
import org.dl4jlab.onednn.tokens.WorkerPool;
import org.dl4jlab.program.NetworkModel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Executes a network through oneDNN: a plan for each shape of batch, compiled at its first use. */
final class OneDnnEngine implements Engine {

  static final String NAME = "onednn";

  private final NetworkModel network;
  private final int threads;
  private final WorkerPool workers;
  private final DropoutRandom random = new DropoutRandom();
  private final RecurrentMemory remembered;
  private final PlanCache<TrainingPlan> trainingPlans = new PlanCache<>();
  private final PlanCache<InferencePlan> inferencePlans = new PlanCache<>();
  private Programs programs;
  private INDArray memory; // the network's parameters, as long as they are where they were
  private Parameters parameters; // null until the first step
  private long version; // counts the parameters' changes
  private boolean modelIsStale;
  private boolean closed;

  OneDnnEngine(Model model, EngineOptions options) {
    network = NetworkModel.of(model);
    remembered = new RecurrentMemory(network);
    threads = options.threads() > 0 ? options.threads() : Nd4j.getEnvironment().maxThreads();
    workers = new WorkerPool(threads);
    read();
    remembered.reload();
  }

  private void read() {
    programs = Programs.of(network);
    memory = network.parameters();
  }

  /** Who only predicts needs no gradients, no updaters, and nothing that they have to know. */
  private Parameters parameters() {
    if (parameters == null) {
      List<String> obstacles = Obstacles.of(network, programs.dense());
      if (!obstacles.isEmpty()) {
        throw new IllegalStateException(
            "The engine '%s' cannot train this network: %s"
                .formatted(NAME, String.join("; ", obstacles)));
      }
      programs.requireLosses(network.outputs());
      parameters = new Parameters(network, programs.training(false).parameters());
    }
    return parameters;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Model model() {
    return network.model();
  }

  @Override
  public Device device() {
    return Device.processor(threads);
  }

  @Override
  public StepResult fit(Batch batch) {
    if (!inSegments()) {
      return fit(batch, Profile.NONE);
    }
    resetState();
    try {
      StepResult last = null;
      for (ArrayBatch segment : Segments.of(batch.arrays(), network.rules().segment())) {
        last = fitSegment(segment);
      }
      return last;
    } finally {
      resetState();
    }
  }

  @Override
  public StepResult fitSegment(Batch batch) {
    return fit(batch, Profile.NONE);
  }

  private boolean inSegments() {
    return programs.dense().rules().inSegments();
  }

  /** One step, whose parts the profile runs. */
  StepResult fit(Batch batch, Profile profile) {
    enter(batch);
    try {
      layMasks(batch);
      if (inSegments()) {
        remembered.goOn(batch.size());
      }
      int iteration = network.iteration();
      random.seed(DropoutSeed.of(network));
      StepResult step = trainingPlan(batch).run(batch, profile);
      double loss = step.loss() + parameters.penalty(iteration, network.epoch());
      update(iteration, profile);
      network.setScore(loss);
      tellListeners(iteration); // as stock DL4J does, before the step is counted
      network.setIteration(iteration + 1);
      return new StepResult(loss, step.correct());
    } finally {
      leave(batch);
    }
  }

  /** What is half updated is not to be trained on, nor to be written into the model. */
  private void update(int iteration, Profile profile) {
    boolean updated = false;
    try {
      profile.time(new NamedTask("update", () -> parameters.update(iteration, network.epoch())));
      version++;
      modelIsStale = true;
      updated = true;
    } finally {
      if (!updated) {
        modelIsStale = false;
        close();
      }
    }
  }

  /**
   * Plans run with as many threads as they were compiled for, whoever has changed it since. Where
   * words are looked up, threads of Java's share the work, and each runs oneDNN alone.
   */
  private void enter(Batch batch) {
    requireOpen();
    requireMemory();
    setThreads(programs.lookUp() && batch.stored() instanceof TokenBatch ? 1 : threads);
  }

  private void layMasks(Batch batch) {
    if (BatchShape.hasMasks(batch)) {
      network.setMasks(batch.arrays());
    }
  }

  private void leave(Batch batch) {
    setThreads(threads);
    if (BatchShape.hasMasks(batch)) {
      network.clearMasks();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The engine is closed");
    }
  }

  /** Native code goes where the parameters were, whatever has become of them. */
  private void requireMemory() {
    if (memoryIsGone()) {
      throw new IllegalStateException("The network is closed, and its engine can only be closed");
    }
  }

  private boolean memoryIsGone() {
    return memory != null && memory.wasClosed();
  }

  private static void setThreads(int count) {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(count);
  }

  /** The listeners that the user has put on the model see it as it is. */
  private void tellListeners(int iteration) {
    if (!network.listeners().isEmpty()) {
      sync();
      network.tellListeners(iteration);
    }
  }

  @Override
  public List<INDArray> outputs(Batch batch) {
    enter(batch);
    try {
      sync();
      layMasks(batch);
      return inferencePlan(batch).run(batch, version);
    } finally {
      leave(batch);
    }
  }

  private TrainingPlan trainingPlan(Batch batch) {
    return trainingPlans.get(
        shape(batch),
        shape ->
            new TrainingPlan(
                network,
                programs.training(shape.tokens()),
                parameters(),
                plan -> inputs(shape, plan),
                random,
                masks(shape),
                inSegments() ? remembered : null));
  }

  private InferencePlan inferencePlan(Batch batch) {
    return inferencePlans.get(
        shape(batch),
        shape ->
            new InferencePlan(
                network,
                programs.inference(shape.tokens()),
                plan -> inputs(shape, plan),
                masks(shape)));
  }

  private BatchShape shape(Batch batch) {
    return BatchShape.of(batch.stored(), programs.lookUp(), network.inputs().size());
  }

  private Masks masks(BatchShape shape) {
    return shape.masks() ? new Masks(network) : null;
  }

  private List<Input> inputs(BatchShape shape, Plan plan) {
    return shape.tokens()
        ? List.of(new TokenInput(shape.inputs()[0], workers))
        : IntStream.range(0, shape.inputs().length)
            .<Input>mapToObj(i -> new DenseInput(plan, i, shape.inputs()[i]))
            .toList();
  }

  @Override
  public void endEpoch() {
    requireOpen();
    if (!network.listeners().isEmpty()) {
      sync();
      network.listeners().forEach(listener -> listener.onEpochEnd(model()));
    }
    network.incrementEpoch();
  }

  @Override
  public void resetState() {
    requireOpen();
    remembered.forget();
    network.clearState();
  }

  @Override
  public void sync() {
    if (modelIsStale) {
      requireMemory();
      parameters.store();
      remembered.sync();
      modelIsStale = false;
    }
  }

  @Override
  public void reload() {
    requireOpen();
    requireMemory();
    if (memory != network.parameters()
        || parameters != null && !parameters.belongTo(network)
        || !programs.shifts().holdFor(network)) {
      freePlans();
      read();
    } else if (parameters != null) {
      parameters.load();
    }
    remembered.reload();
    version++;
    modelIsStale = false;
  }

  /** The calls of all plans that were made so far. */
  Stream<Runnable> calls() {
    return Stream.of(
            trainingPlans.plans().flatMap(TrainingPlan::calls),
            inferencePlans.plans().flatMap(InferencePlan::calls),
            Stream.ofNullable(parameters).flatMap(Parameters::calls))
        .flatMap(calls -> calls);
  }

  private void freePlans() {
    trainingPlans.clear();
    inferencePlans.clear();
    if (parameters != null) {
      parameters.close();
      parameters = null;
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (!memoryIsGone()) {
        sync();
      }
    } finally {
      freePlans();
      workers.close();
    }
  }
}

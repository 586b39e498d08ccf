package org.dl4jlab.engine;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.program.NetworkModel;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine in an accelerated network, opened when it is first needed. What the engine cannot do,
 * stock DL4J does, in between, on memory that is current; the reason is told once.
 */
final class Acceleration {

  private static final Logger LOG = LoggerFactory.getLogger(Engines.class);
  private static final Cleaner CLEANER = Cleaner.create();
  private static final String GRADIENTS_SHARED = "its gradients are shared with other workers";
  private static final String LISTENER_INSIDE = "a listener looks at activations or gradients";
  private static final String REFUSED = "the engine refuses the batch";

  private final Accelerated network;
  private final NetworkModel counters;
  private final Turn turn = new Turn();
  private final OpenEngine opened = new OpenEngine();
  private final Set<String> told = new HashSet<>(); // kinds of reasons
  private UpdaterSettings settings; // when the engine was opened
  private List<String> obstacles; // to training; null as long as nobody has looked
  private boolean stale; // whether the engine has to take the network's memory over
  private boolean inSegments; // whether series are trained in segments
  private boolean amidSeries; // whether only the engine knows what recurrent layers remember
  private boolean watched; // whether somebody may have kept views of the network's memory
  private long stockSteps;
  private long stockOutputs;

  /** What a network that nobody closed leaves behind; knows nothing of the network itself. */
  private static final class OpenEngine implements Runnable {

    private Engine engine;

    @Override
    public void run() {
      if (engine != null) {
        engine.close();
        engine = null;
      }
    }
  }

  Acceleration(Accelerated network) {
    this.network = network;
    counters = NetworkModel.of((Model) network);
    CLEANER.register(this, opened);
  }

  /** How many steps stock DL4J took. */
  long stockSteps() {
    return stockSteps;
  }

  /** How often stock DL4J predicted what the engine could not. */
  long stockOutputs() {
    return stockOutputs;
  }

  /** Why no engine can train the network; empty if one does. */
  List<String> obstacles() {
    turn.take();
    try {
      engine();
      return obstacles;
    } finally {
      turn.unlock();
    }
  }

  /**
   * One step on the batch that the network has.
   *
   * @param gradientsShared whether others want this step's gradients
   * @param stock takes the step where the engine cannot
   */
  void step(boolean gradientsShared, Runnable stock) {
    turn.take();
    try {
      Optional<Engine> engine = engine();
      Optional<String> reason =
          obstacles.isEmpty() ? reasonAgainst(gradientsShared) : Optional.of(obstaclesInALine());
      reason.ifPresent(why -> tellOnce(why, why));
      if (reason.isPresent() || !stepBy(engine.get())) {
        stockSteps++;
        release();
        stock.run();
      }
    } finally {
      turn.unlock();
      Reference.reachabilityFence(this);
    }
  }

  /** Recurrent layers begin anew: the next segment is the first of other series. */
  void resetState() {
    turn.take();
    try {
      amidSeries = false;
      if (opened.engine != null) {
        opened.engine.resetState();
      }
    } finally {
      turn.unlock();
    }
  }

  private Optional<String> reasonAgainst(boolean gradientsShared) {
    if (gradientsShared) {
      return Optional.of(GRADIENTS_SHARED);
    }
    return ListenerNeeds.anyLooksInside(counters.listeners())
        ? Optional.of(LISTENER_INSIDE)
        : Optional.empty();
  }

  /** Whether the engine took the batch; nothing has changed where it did not. */
  private boolean stepBy(Engine engine) {
    int iteration = counters.iteration();
    StepResult step;
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      step = engine.fitSegment(new ArrayBatch(network.batch()));
    } catch (IllegalArgumentException refused) {
      // Stock DL4J takes the batch, or says in its own words what is wrong with it.
      tellOnce(REFUSED, refused.getMessage());
      return false;
    } catch (RuntimeException | Error failed) {
      forget(); // with the parameters from before the step
      throw failed;
    }
    amidSeries = inSegments;
    network.clearGradient();
    counters.setScore(step.loss());
    if (watched) {
      engine.sync();
    }
    tellListeners(iteration);
    return true;
  }

  /** As stock DL4J does, before the step is counted. */
  private void tellListeners(int iteration) {
    if (counters.listeners().isEmpty()) {
      return;
    }
    counters.setIteration(iteration);
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      counters.tellListeners(iteration);
    }
    counters.setIteration(counters.iteration() + 1);
  }

  /**
   * The network's outputs in inference mode, outside of all workspaces; empty where the engine does
   * not take the inputs.
   *
   * @param batch inputs and masks, no labels
   */
  Optional<List<INDArray>> outputs(MultiDataSet batch) {
    turn.take();
    try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      Optional<List<INDArray>> outputs = outputsByEngine(batch);
      if (outputs.isEmpty()) {
        stockOutputs++;
      }
      return outputs;
    } finally {
      turn.unlock();
      Reference.reachabilityFence(this);
    }
  }

  private Optional<List<INDArray>> outputsByEngine(MultiDataSet inputs) {
    try {
      return engine().map(engine -> engine.outputs(new ArrayBatch(inputs)));
    } catch (IllegalArgumentException refused) {
      tellOnce(REFUSED, refused.getMessage());
      return Optional.empty();
    }
  }

  /** Lets stock DL4J compute on the network's memory, which it may change. */
  <T> T byStock(Supplier<T> computation) {
    turn.take();
    try {
      release();
      return computation.get();
    } finally {
      turn.unlock();
    }
  }

  /** The same for a computation without a result. */
  void byStock(Runnable computation) {
    byStock(
        () -> {
          computation.run();
          return null;
        });
  }

  /** To be called before the network's memory, or what leads to it, is handed out. */
  void handOut() {
    turn.takeBriefly();
    try {
      release();
      watched = watched || !Caller.asksInPassing();
    } finally {
      turn.unlock();
    }
  }

  /** To be called when updater, layers or configuration change. */
  void restructured() {
    turn.take();
    try {
      forget();
    } finally {
      turn.unlock();
    }
  }

  private void forget() {
    release(); // what recurrent layers remember too
    opened.run();
    obstacles = null;
  }

  /** Makes the network's memory current, and has the engine read it before its next use. */
  private void release() {
    if (opened.engine != null) {
      opened.engine.sync();
      stale = true;
      if (amidSeries) {
        SharedMemory.shareState(layersOf(opened.engine.model()), network.ownLayers());
        amidSeries = false;
      }
    }
  }

  /** The engine, which knows the network's memory as it is now; empty if none can predict. */
  private Optional<Engine> engine() {
    if (opened.engine != null && (stale || watched)) {
      if (settings.areOf(network.currentUpdater())) {
        if (stale) {
          SharedMemory.shareState(network.ownLayers(), layersOf(opened.engine.model()));
        }
        opened.engine.reload();
      } else {
        forget();
      }
    }
    if (obstacles == null && counters.model().numParams() > 0) {
      open();
    }
    stale = false;
    return Optional.ofNullable(opened.engine);
  }

  private void open() {
    settings = UpdaterSettings.of(network.currentUpdater());
    Model plain = network.plain();
    inSegments = NetworkModel.of(plain).rules().inSegments();
    SharedMemory.shareState(network.ownLayers(), layersOf(plain));
    List<String> found = new ArrayList<>(Engines.obstacles(plain));
    if (!UpdaterSettings.isDl4js(network.currentUpdater())) {
      found.add("The network has an updater that is not DL4J's");
    }
    opened.engine = Engines.besidesStock(plain).orElse(null);
    obstacles = List.copyOf(found);
  }

  private static Layer[] layersOf(Model plain) {
    return plain instanceof ComputationGraph graph
        ? graph.getLayers()
        : ((MultiLayerNetwork) plain).getLayers();
  }

  private String obstaclesInALine() {
    return String.join("; ", obstacles);
  }

  private void tellOnce(String kind, String reason) {
    if (told.add(kind)) {
      LOG.warn("Computed by stock Deeplearning4j: {}", reason);
    }
  }
}

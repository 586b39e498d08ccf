package org.dl4jlab.engine;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.dl4jlab.UserException;
import org.dl4jlab.data.Batch;
import org.dl4jlab.program.NetworkModel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Stock DL4J behind the engine interface. */
final class StockEngine implements Engine {

  static final String NAME = "dl4j";

  private final NetworkModel network;
  private final int threads;
  private final List<TrainingListener> listenersOfUser;
  private final TrainingOutput trainingOutput = new TrainingOutput();

  StockEngine(Model model, EngineOptions options) {
    if (options.threads() > 0 && Backend.onGpu()) {
      // The same calls would change the threads of a block on the GPU.
      throw new UserException("Threads are the processor's: leave out --threads on a GPU");
    }
    network = NetworkModel.of(model);
    listenersOfUser = List.copyOf(network.listeners());
    model.addListeners(trainingOutput);
    threads = options.threads() > 0 ? options.threads() : Nd4j.getEnvironment().maxThreads();
    if (options.threads() > 0) {
      Nd4j.getEnvironment().setMaxThreads(options.threads());
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(options.threads());
    }
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
    return Backend.onGpu()
        ? new Device(Device.Kind.GPU, Backend.name(), 0)
        : Device.processor(threads);
  }

  @Override
  public StepResult fit(Batch batch) {
    MultiDataSet arrays = batch.arrays();
    // Seeded anew for each step, so that a resumed run draws the dropout masks it would have drawn.
    Nd4j.getRandom().setSeed(DropoutSeed.of(network));
    if (model() instanceof ComputationGraph graph) {
      graph.fit(arrays);
    } else {
      ((MultiLayerNetwork) model()).fit(single(arrays));
    }
    INDArray output = trainingOutput.take();
    INDArray labels = arrays.getLabels(0);
    boolean classes = output != null && output.rank() == 2 && labels.rank() == 2;
    return new StepResult(
        model().score(),
        classes ? Classification.correct(output, labels, trainingOutput.mask()) : 0);
  }

  @Override
  public StepResult fitSegment(Batch segment) {
    if (!network.rules().inSegments()) {
      return fit(segment);
    }
    Nd4j.getRandom().setSeed(DropoutSeed.of(network));
    MultiDataSet arrays = segment.arrays();
    network.setMasks(arrays);
    try {
      if (model() instanceof ComputationGraph graph) {
        graph.setInputs(arrays.getFeatures());
        graph.setLabels(arrays.getLabels());
      } else {
        MultiLayerNetwork layers = (MultiLayerNetwork) model();
        layers.setInput(arrays.getFeatures(0));
        layers.setLabels(arrays.getLabels(0));
      }
      model().getOptimizer().optimize(LayerWorkspaceMgr.noWorkspaces());
      network.vertices().stream()
          .map(vertex -> network.layer(vertex.name()))
          .filter(RecurrentLayer.class::isInstance)
          .map(RecurrentLayer.class::cast)
          .forEach(layer -> layer.rnnSetPreviousState(layer.rnnGetTBPTTState()));
    } finally {
      network.clearMasks();
    }
    return new StepResult(model().score(), 0);
  }

  private static DataSet single(MultiDataSet arrays) {
    return new DataSet(
        arrays.getFeatures(0),
        arrays.getLabels(0),
        arrays.getFeaturesMaskArray(0),
        arrays.getLabelsMaskArray(0));
  }

  @Override
  public List<INDArray> outputs(Batch batch) {
    MultiDataSet arrays = batch.arrays();
    INDArray[] ofFeatures = arrays.getFeaturesMaskArrays();
    INDArray[] ofLabels = arrays.getLabelsMaskArrays();
    return model() instanceof ComputationGraph graph
        ? List.of(graph.output(false, arrays.getFeatures(), ofFeatures, ofLabels))
        : List.of(
            ((MultiLayerNetwork) model())
                .output(
                    arrays.getFeatures(0),
                    false,
                    arrays.getFeaturesMaskArray(0),
                    arrays.getLabelsMaskArray(0)));
  }

  @Override
  public void endEpoch() {
    listenersOfUser.forEach(listener -> listener.onEpochEnd(model()));
    network.incrementEpoch();
  }

  @Override
  public void resetState() {
    network.clearState();
  }

  @Override
  public void sync() {
    // Stock DL4J trains the model itself.
  }

  @Override
  public void reload() {
    // Stock DL4J reads the model itself.
  }

  @Override
  public void close() {
    model().setListeners(listenersOfUser.toArray(TrainingListener[]::new));
  }
}

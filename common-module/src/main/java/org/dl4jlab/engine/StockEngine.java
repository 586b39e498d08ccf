package org.dl4jlab.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.dl4jlab.UserException;
import org.dl4jlab.data.Batch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Stock DL4J behind the engine interface. */
final class StockEngine implements Engine {

  static final String NAME = "dl4j";

  private final ComputationGraph graph;
  private final Collection<TrainingListener> listenersOfUser;
  private final TrainingOutput trainingOutput = new TrainingOutput();

  StockEngine(ComputationGraph graph, EngineOptions options) {
    if (options.threads() > 0 && Backend.onGpu()) {
      // The same calls would change the threads of a block on the GPU.
      throw new UserException("Threads are the processor's: leave out --threads on a GPU");
    }
    this.graph = graph;
    this.listenersOfUser = new ArrayList<>(graph.getListeners());
    graph.addListeners(trainingOutput);
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
  public ComputationGraph graph() {
    return graph;
  }

  @Override
  public StepResult fit(Batch batch) {
    // Seeded anew for each step, so that a resumed run draws the dropout masks it would have drawn.
    Nd4j.getRandom().setSeed(DropoutSeed.of(graph));
    INDArray labels = batch.labels();
    graph.fit(new INDArray[] {batch.features()}, new INDArray[] {labels});
    return new StepResult(graph.score(), Classification.correct(trainingOutput.take(), labels));
  }

  @Override
  public INDArray output(Batch batch) {
    return graph.outputSingle(batch.features());
  }

  @Override
  public void sync() {
    // Stock DL4J trains the graph itself.
  }

  @Override
  public int threads() {
    return Nd4j.getEnvironment().maxThreads();
  }

  @Override
  public void close() {
    graph.setListeners(listenersOfUser);
  }

  /**
   * The output of a training step's own forward pass, as Keras' training accuracy needs it. DL4J
   * hands a listener all activations but the output layer's, so that one layer is applied again.
   */
  private static final class TrainingOutput extends BaseTrainingListener {

    private INDArray output;

    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
      ComputationGraph graph = (ComputationGraph) model;
      String name = graph.getConfiguration().getNetworkOutputs().get(0);
      String source = graph.getConfiguration().getVertexInputs().get(name).get(0);
      Layer layer = graph.getLayer(name);
      LayerWorkspaceMgr detached = LayerWorkspaceMgr.noWorkspaces();
      INDArray input = activations.get(source).dup();
      InputPreProcessor preprocessor = ((LayerVertex) graph.getVertex(name)).getLayerPreProcessor();
      if (preprocessor != null) {
        input = preprocessor.preProcess(input, (int) input.size(0), detached);
      }
      output = layer.activate(input, false, detached);
    }

    INDArray take() {
      INDArray taken = output;
      output = null;
      return taken;
    }
  }
}

package org.dl4jlab.engine;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The first output of a training step's own forward pass, as Keras' training accuracy needs it.
 * DL4J hands a listener all activations but the output layer's, so that one layer is applied again.
 */
final class TrainingOutput extends BaseTrainingListener {

  private INDArray output;
  private INDArray mask;

  @Override
  public void onForwardPass(Model model, Map<String, INDArray> activations) {
    ComputationGraph graph = (ComputationGraph) model;
    String name = graph.getConfiguration().getNetworkOutputs().get(0);
    INDArray input = activations.get(graph.getConfiguration().getVertexInputs().get(name).get(0));
    if (input != null && graph.getVertex(name) instanceof LayerVertex vertex) {
      output = activate(vertex.getLayer(), vertex.getLayerPreProcessor(), input);
      mask = vertex.getLayer().getMaskArray();
    }
  }

  @Override
  public void onForwardPass(Model model, List<INDArray> activations) {
    MultiLayerNetwork network = (MultiLayerNetwork) model;
    int last = network.getnLayers() - 1;
    output =
        activate(
            network.getLayer(last),
            network.getLayerWiseConfigurations().getInputPreProcess(last),
            activations.get(activations.size() - 1));
    mask = network.getLayer(last).getMaskArray();
  }

  private static INDArray activate(
      Layer layer, InputPreProcessor preprocessor, INDArray activations) {
    LayerWorkspaceMgr detached = LayerWorkspaceMgr.noWorkspaces();
    INDArray input = activations.dup();
    if (preprocessor != null) {
      input = preprocessor.preProcess(input, (int) input.size(0), detached);
    }
    return layer.activate(input, false, detached);
  }

  /** The mask of the last step's output, null where it had none. */
  INDArray mask() {
    return mask;
  }

  /** The output of the last step, null where there is none that could be had; then forgets it. */
  INDArray take() {
    INDArray taken = output;
    output = null;
    return taken;
  }
}

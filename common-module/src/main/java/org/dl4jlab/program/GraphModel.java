package org.dl4jlab.program;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** A {@link ComputationGraph}. */
record GraphModel(ComputationGraph graph) implements NetworkModel {

  private ComputationGraphConfiguration configuration() {
    return graph.getConfiguration();
  }

  @Override
  public Model model() {
    return graph;
  }

  @Override
  public List<String> inputs() {
    return configuration().getNetworkInputs();
  }

  @Override
  public List<String> outputs() {
    return configuration().getNetworkOutputs();
  }

  @Override
  public List<Vertex> vertices() {
    return Arrays.stream(graph.topologicalSortOrder())
        .mapToObj(index -> graph.getVertices()[index].getVertexName())
        .filter(name -> !inputs().contains(name))
        .map(
            name ->
                new Vertex(
                    name,
                    configuration().getVertices().get(name),
                    configuration().getVertexInputs().get(name)))
        .toList();
  }

  @Override
  public Layer layer(String name) {
    return graph.getLayer(name);
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex vertex(String name) {
    return graph.getVertex(name);
  }

  @Override
  public TrainingRules rules() {
    NeuralNetConfiguration defaults = configuration().getDefaultConfiguration();
    return new TrainingRules(
        graph.params() == null ? null : graph.params().dataType(),
        configuration().getBackpropType(),
        configuration().getTbpttFwdLength(),
        defaults.isMiniBatch(),
        defaults.isMinimize(),
        defaults.getOptimizationAlgo(),
        defaults.getStepFunction());
  }

  @Override
  public void setMasks(MultiDataSet batch) {
    graph.setLayerMaskArrays(batch.getFeaturesMaskArrays(), batch.getLabelsMaskArrays());
  }

  @Override
  public void clearMasks() {
    graph.clearLayerMaskArrays();
  }

  @Override
  public void clearState() {
    graph.rnnClearPreviousState();
  }

  @Override
  public INDArray parameters() {
    return graph.params();
  }

  @Override
  public BaseMultiLayerUpdater<?> updater() {
    return graph.getUpdater(true);
  }

  @Override
  public long seed() {
    return configuration().getDefaultConfiguration().getSeed();
  }

  @Override
  public int iteration() {
    return configuration().getIterationCount();
  }

  @Override
  public void setIteration(int iteration) {
    configuration().setIterationCount(iteration);
  }

  @Override
  public int epoch() {
    return configuration().getEpochCount();
  }

  @Override
  public void incrementEpoch() {
    graph.incrementEpochCount();
  }

  @Override
  public void setScore(double score) {
    graph.setScore(score);
  }

  @Override
  public Collection<TrainingListener> listeners() {
    return graph.getListeners();
  }
}

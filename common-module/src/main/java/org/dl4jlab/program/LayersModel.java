package org.dl4jlab.program;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** A {@link MultiLayerNetwork}: a chain of layers, each of which has a name. */
record LayersModel(MultiLayerNetwork network) implements NetworkModel {

  private static final String INPUT = "input";

  private MultiLayerConfiguration configuration() {
    return network.getLayerWiseConfigurations();
  }

  private NeuralNetConfiguration first() {
    return configuration().getConf(0);
  }

  private String name(int layer) {
    return configuration().getConf(layer).getLayer().getLayerName();
  }

  private int count() {
    return configuration().getConfs().size();
  }

  @Override
  public Model model() {
    return network;
  }

  @Override
  public List<String> inputs() {
    return List.of(INPUT);
  }

  @Override
  public List<String> outputs() {
    return List.of(name(count() - 1));
  }

  @Override
  public List<Vertex> vertices() {
    List<Vertex> vertices = new ArrayList<>();
    for (int i = 0; i < count(); i++) {
      vertices.add(
          new Vertex(
              name(i),
              new LayerVertex(configuration().getConf(i), configuration().getInputPreProcess(i)),
              List.of(i == 0 ? INPUT : name(i - 1))));
    }
    return vertices;
  }

  @Override
  public Layer layer(String name) {
    return network.getLayer(name);
  }

  @Override
  public GraphVertex vertex(String name) {
    throw new IllegalArgumentException("A list of layers has no vertex '%s'".formatted(name));
  }

  @Override
  public TrainingRules rules() {
    return new TrainingRules(
        network.params() == null ? null : network.params().dataType(),
        configuration().getBackpropType(),
        configuration().getTbpttFwdLength(),
        first().isMiniBatch(),
        first().isMinimize(),
        first().getOptimizationAlgo(),
        first().getStepFunction());
  }

  @Override
  public void setMasks(MultiDataSet batch) {
    network.clearLayerMaskArrays();
    network.setLayerMaskArrays(batch.getFeaturesMaskArray(0), batch.getLabelsMaskArray(0));
  }

  @Override
  public void clearMasks() {
    network.clearLayerMaskArrays();
  }

  @Override
  public void clearState() {
    network.rnnClearPreviousState();
  }

  @Override
  public INDArray parameters() {
    return network.params();
  }

  @Override
  public BaseMultiLayerUpdater<?> updater() {
    return (BaseMultiLayerUpdater<?>) network.getUpdater(true);
  }

  @Override
  public long seed() {
    return first().getSeed();
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
    network.incrementEpochCount();
  }

  @Override
  public void setScore(double score) {
    network.setScore(score);
  }

  @Override
  public Collection<TrainingListener> listeners() {
    return network.getListeners();
  }
}

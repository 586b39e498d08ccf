package org.dl4jlab.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.FwdPassType;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.optimize.api.ConvexOptimizer;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * A graph whose steps and predictions an engine computes. All else is DL4J's own: what reads or
 * writes the memory is announced to the {@link Acceleration} first. Made by {@link
 * Engines#accelerate}; public because DL4J clones networks through reflection. DL4J has many
 * accessors, and each one that leads to memory is here.
 */
public final class AcceleratedGraph extends ComputationGraph implements Accelerated {

  private static final long serialVersionUID = 1;

  private final transient Acceleration acceleration = new Acceleration(this);
  private transient INDArray[] labels; // DL4J keeps its own private

  /** Shares memory and configuration with the given graph. */
  AcceleratedGraph(ComputationGraph given) {
    super(given.getConfiguration());
    if (given.getVertices() != null) {
      SharedMemory.share(given, this);
      setListeners(new ArrayList<>(given.getListeners()));
    } else {
      getListeners().addAll(given.getListeners());
    }
  }

  @Override
  public Acceleration acceleration() {
    return acceleration;
  }

  @Override
  public Model plain() {
    ComputationGraph plain = new ComputationGraph(configuration);
    currentUpdater(); // is there from now on, so that it is shared
    SharedMemory.share(this, plain);
    return plain;
  }

  @Override
  public Updater currentUpdater() {
    return super.getUpdater(true);
  }

  @Override
  public MultiDataSet batch() {
    return new MultiDataSet(getInputs(), labels, getInputMaskArrays(), getLabelMaskArrays());
  }

  @Override
  public Layer[] ownLayers() {
    return layers;
  }

  @Override
  public void clearGradient() {
    gradient = null;
  }

  @Override
  public void init(INDArray parameters, boolean cloneParametersArray) {
    super.init(parameters, cloneParametersArray);
    if (!(solver instanceof EngineSolver)) {
      solver = new EngineSolver(solver, acceleration);
    }
  }

  @Override
  public void setLabels(INDArray... labels) {
    super.setLabels(labels);
    this.labels = labels;
  }

  @Override
  public void setLabel(int index, INDArray label) {
    super.setLabel(index, label);
    if (labels == null) {
      labels = new INDArray[getNumOutputArrays()];
    }
    labels[index] = label;
  }

  @Override
  public void rnnClearPreviousState() {
    acceleration.resetState();
    super.rnnClearPreviousState();
  }

  @Override
  protected INDArray[] outputOfLayersDetached(
      boolean train,
      FwdPassType pass,
      int[] vertexIndexes,
      INDArray[] inputs,
      INDArray[] featureMasks,
      INDArray[] labelMasks,
      boolean clearInputs,
      boolean detachedInputs,
      MemoryWorkspace workspace) {
    boolean plainInference =
        !train
            && pass == FwdPassType.STANDARD
            && clearInputs
            && Arrays.equals(vertexIndexes, getOutputLayerIndices());
    if (plainInference && inputs.length == getNumInputArrays()) {
      MultiDataSet batch = new MultiDataSet(inputs, null, featureMasks, labelMasks);
      List<INDArray> outputs = acceleration.outputs(batch).orElse(List.of());
      if (!outputs.isEmpty()) {
        return outputs.toArray(INDArray[]::new);
      }
    }
    return acceleration.byStock(
        () ->
            super.outputOfLayersDetached(
                train,
                pass,
                vertexIndexes,
                inputs,
                featureMasks,
                labelMasks,
                clearInputs,
                detachedInputs,
                workspace));
  }

  @Override
  protected Map<String, INDArray> ffToLayerActivationsDetached(
      boolean train,
      FwdPassType pass,
      boolean storeState,
      int vertex,
      int[] excluded,
      INDArray[] inputs,
      INDArray[] featureMasks,
      INDArray[] labelMasks,
      boolean clearLayers) {
    return acceleration.byStock(
        () ->
            super.ffToLayerActivationsDetached(
                train,
                pass,
                storeState,
                vertex,
                excluded,
                inputs,
                featureMasks,
                labelMasks,
                clearLayers));
  }

  @Override
  protected Map<String, INDArray> ffToLayerActivationsInWS(
      boolean train,
      int vertex,
      int[] excluded,
      FwdPassType pass,
      boolean storeState,
      INDArray[] inputs,
      INDArray[] featureMasks,
      INDArray[] labelMasks,
      boolean clearInputs) {
    return acceleration.byStock(
        () ->
            super.ffToLayerActivationsInWS(
                train,
                vertex,
                excluded,
                pass,
                storeState,
                inputs,
                featureMasks,
                labelMasks,
                clearInputs));
  }

  @Override
  public void computeGradientAndScore() {
    acceleration.byStock(() -> super.computeGradientAndScore());
  }

  @Override
  public void pretrain(MultiDataSetIterator data, int epochs) {
    acceleration.byStock(() -> super.pretrain(data, epochs));
  }

  @Override
  public void pretrainLayer(String layer, MultiDataSetIterator data) {
    acceleration.byStock(() -> super.pretrainLayer(layer, data));
  }

  @Override
  public INDArray params() {
    acceleration.handOut();
    return super.params();
  }

  @Deprecated
  @Override
  public INDArray params(boolean backwardOnly) {
    acceleration.handOut();
    return super.params(backwardOnly);
  }

  @Override
  public Map<String, INDArray> paramTable() {
    acceleration.handOut();
    return super.paramTable();
  }

  @Override
  public Map<String, INDArray> paramTable(boolean backpropOnly) {
    acceleration.handOut();
    return super.paramTable(backpropOnly);
  }

  @Override
  public INDArray getParam(String key) {
    acceleration.handOut();
    return super.getParam(key);
  }

  @Override
  public ComputationGraphUpdater getUpdater() {
    acceleration.handOut();
    return super.getUpdater();
  }

  @Override
  public ComputationGraphUpdater getUpdater(boolean initialize) {
    acceleration.handOut();
    return super.getUpdater(initialize);
  }

  @Override
  public INDArray updaterState() {
    acceleration.handOut();
    return super.updaterState();
  }

  @Override
  public ConvexOptimizer getOptimizer() {
    acceleration.handOut();
    return super.getOptimizer();
  }

  @Override
  public Layer getLayer(int index) {
    acceleration.handOut();
    return super.getLayer(index);
  }

  @Override
  public Layer getLayer(String name) {
    acceleration.handOut();
    return super.getLayer(name);
  }

  @Override
  public Layer[] getLayers() {
    acceleration.handOut();
    return super.getLayers();
  }

  @Override
  public Layer getOutputLayer(int index) {
    acceleration.handOut();
    return super.getOutputLayer(index);
  }

  @Override
  public GraphVertex[] getVertices() {
    acceleration.handOut();
    return super.getVertices();
  }

  @Override
  public GraphVertex getVertex(String name) {
    acceleration.handOut();
    return super.getVertex(name);
  }

  @Override
  public void setParams(INDArray params) {
    acceleration.byStock(() -> super.setParams(params));
  }

  @Override
  public void setParam(String key, INDArray value) {
    acceleration.byStock(() -> super.setParam(key, value));
  }

  @Override
  public void setParamTable(Map<String, INDArray> table) {
    acceleration.byStock(() -> super.setParamTable(table));
  }

  @Override
  public void applyConstraints(int iteration, int epoch) {
    acceleration.byStock(() -> super.applyConstraints(iteration, epoch));
  }

  @Override
  public double calcRegularizationScore(boolean backpropOnly) {
    return acceleration.byStock(() -> super.calcRegularizationScore(backpropOnly));
  }

  @Override
  public void setUpdater(ComputationGraphUpdater updater) {
    acceleration.restructured();
    super.setUpdater(updater);
  }

  /** An accelerated network with memory of its own. */
  @Override
  public ComputationGraph clone() {
    return new AcceleratedGraph(super.clone());
  }

  @Override
  public void close() {
    acceleration.restructured();
    super.close();
  }

  /** Java's serialization gets a network that any program with DL4J can read. */
  private Object writeReplace() {
    return plain();
  }
}

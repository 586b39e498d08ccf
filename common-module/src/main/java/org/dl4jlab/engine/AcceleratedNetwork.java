package org.dl4jlab.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.FwdPassType;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.Solver;
import org.deeplearning4j.optimize.api.ConvexOptimizer;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * A list of layers whose steps and predictions an engine computes. All else is DL4J's own: what
 * reads or writes the memory is announced to the {@link Acceleration} first. Made by {@link
 * Engines#accelerate}; public because DL4J clones networks through reflection. DL4J has many
 * accessors, and each one that leads to memory is here.
 */
public final class AcceleratedNetwork extends MultiLayerNetwork implements Accelerated {

  private static final long serialVersionUID = 1;

  private final transient Acceleration acceleration = new Acceleration(this);
  private transient INDArray featureMask; // of the batch that fit has set
  private transient INDArray labelMask;

  /** Shares memory and configuration with the given network. */
  AcceleratedNetwork(MultiLayerNetwork given) {
    super(given.getLayerWiseConfigurations());
    if (given.isInitCalled()) {
      SharedMemory.share(given, this);
      setListeners(new ArrayList<>(given.getListeners()));
    } else {
      trainingListeners.addAll(given.getListeners());
    }
  }

  @Override
  public Acceleration acceleration() {
    return acceleration;
  }

  @Override
  public Model plain() {
    MultiLayerNetwork plain = new MultiLayerNetwork(layerWiseConfigurations);
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
    return new MultiDataSet(one(input), one(labels), one(featureMask), one(labelMask));
  }

  private static INDArray[] one(INDArray array) {
    return array == null ? null : new INDArray[] {array};
  }

  @Override
  public void setLayerMaskArrays(INDArray ofFeatures, INDArray ofLabels) {
    super.setLayerMaskArrays(ofFeatures, ofLabels);
    featureMask = ofFeatures;
    labelMask = ofLabels;
  }

  @Override
  public void clearLayerMaskArrays() {
    super.clearLayerMaskArrays();
    forgetMasks();
  }

  /** Those that DL4J lays on layers for a single pass it takes away without a word. */
  private void forgetMasks() {
    featureMask = null;
    labelMask = null;
  }

  @Override
  public void rnnClearPreviousState() {
    acceleration.resetState();
    super.rnnClearPreviousState();
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
    accelerateSolver();
  }

  private void accelerateSolver() {
    if (!(solver instanceof EngineSolver)) {
      solver = new EngineSolver(solver, acceleration);
    }
  }

  @Override
  public void clear() {
    acceleration.restructured();
    super.clear();
    solver = new Solver.Builder().configure(conf()).listeners(getListeners()).model(this).build();
    accelerateSolver();
  }

  @Override
  protected INDArray outputOfLayerDetached(
      boolean train,
      FwdPassType pass,
      int layer,
      INDArray input,
      INDArray ofFeatures,
      INDArray ofLabels,
      MemoryWorkspace workspace) {
    boolean plainInference = !train && pass == FwdPassType.STANDARD && layer == layers.length - 1;
    if (plainInference && input != null) {
      MultiDataSet batch = new MultiDataSet(one(input), null, one(ofFeatures), one(ofLabels));
      List<INDArray> outputs = acceleration.outputs(batch).orElse(List.of());
      if (!outputs.isEmpty()) {
        return outputs.get(0);
      }
    }
    INDArray output =
        acceleration.byStock(
            () ->
                super.outputOfLayerDetached(
                    train, pass, layer, input, ofFeatures, ofLabels, workspace));
    forgetMasks();
    return output;
  }

  @Override
  protected List<INDArray> ffToLayerActivationsDetached(
      boolean train,
      FwdPassType pass,
      boolean storeState,
      int layer,
      INDArray input,
      INDArray ofFeatures,
      INDArray ofLabels,
      boolean clearInputs) {
    List<INDArray> activations =
        acceleration.byStock(
            () ->
                super.ffToLayerActivationsDetached(
                    train, pass, storeState, layer, input, ofFeatures, ofLabels, clearInputs));
    forgetMasks();
    return activations;
  }

  @Override
  protected List<INDArray> ffToLayerActivationsInWs(
      int layer,
      FwdPassType pass,
      boolean storeState,
      INDArray input,
      INDArray ofFeatures,
      INDArray ofLabels) {
    return acceleration.byStock(
        () -> super.ffToLayerActivationsInWs(layer, pass, storeState, input, ofFeatures, ofLabels));
  }

  @Override
  protected INDArray activationFromPrevLayer(
      int layer, INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    return acceleration.byStock(
        () -> super.activationFromPrevLayer(layer, input, training, workspaces));
  }

  @Override
  public void computeGradientAndScore() {
    acceleration.byStock(() -> super.computeGradientAndScore());
  }

  @Override
  public void pretrainLayer(int layer, INDArray features) {
    acceleration.byStock(() -> super.pretrainLayer(layer, features));
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
  public Updater getUpdater() {
    acceleration.handOut();
    return super.getUpdater();
  }

  @Override
  public Updater getUpdater(boolean initialize) {
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
  public synchronized Layer[] getLayers() {
    acceleration.handOut();
    return super.getLayers();
  }

  @Override
  public Layer getOutputLayer() {
    acceleration.handOut();
    return super.getOutputLayer();
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
  public void setUpdater(Updater updater) {
    acceleration.restructured();
    super.setUpdater(updater);
  }

  @Override
  public void setLayers(Layer[] layers) {
    acceleration.restructured();
    super.setLayers(layers);
  }

  @Override
  public void setLayerWiseConfigurations(MultiLayerConfiguration configuration) {
    acceleration.restructured();
    super.setLayerWiseConfigurations(configuration);
  }

  /** An accelerated network with memory of its own. */
  @Override
  public MultiLayerNetwork clone() {
    return new AcceleratedNetwork(super.clone());
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

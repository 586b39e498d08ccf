package org.dl4jlab.onednn.lowering;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jlab.program.NetworkModel;
import org.dl4jlab.program.Node;
import org.dl4jlab.program.StockPart;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ReplaceNans;
import org.nd4j.linalg.factory.Nd4j;

/** A part of a network as DL4J computes it, on arrays in DL4J's shapes. */
interface StockComputation {

  LayerWorkspaceMgr DETACHED = LayerWorkspaceMgr.noWorkspacesImmutable();

  /**
   * @param inputs may be overwritten
   */
  INDArray forward(List<INDArray> inputs, boolean training);

  /**
   * Of the last forward pass. Gradients of the part's parameters go to the network's own vector.
   *
   * @param gradient with respect to the result; may be overwritten
   * @return with respect to the inputs; null where there is none
   */
  List<INDArray> backward(INDArray gradient);

  /**
   * @param batch how many samples the network's batch has
   */
  static StockComputation of(NetworkModel network, Node node, StockPart part, long batch) {
    if (part instanceof StockPart.OfVertex) {
      return new OfVertex(network.vertex(node.layer()));
    }
    if (part instanceof StockPart.OfPreprocessor of) {
      return new OfPreprocessor(of.preprocessor(), (int) batch);
    }
    if (part instanceof StockPart.OfNoise of) {
      return new OfNoise(network, of.noise());
    }
    OfLayer layer = new OfLayer(network, network.layer(node.layer()), (int) batch);
    return isNorm(layer.layer().conf().getLayer()) ? new OfNorms(layer) : layer;
  }

  private static boolean isNorm(org.deeplearning4j.nn.conf.layers.Layer layer) {
    return layer instanceof SubsamplingLayer windows
            && windows.getPoolingType() == PoolingType.PNORM
        || layer instanceof GlobalPoolingLayer whole && whole.getPoolingType() == PoolingType.PNORM;
  }

  /** A layer, its preprocessor left out. */
  record OfLayer(NetworkModel network, Layer layer, int batch) implements StockComputation {

    @Override
    public INDArray forward(List<INDArray> inputs, boolean training) {
      prepare(inputs.get(0));
      return layer.activate(inputs.get(0), training, DETACHED);
    }

    /** Gives the layer its input, as the network does before a pass. */
    void prepare(INDArray input) {
      layer.setInputMiniBatchSize(batch);
      layer.setIterationCount(network.iteration());
      layer.setEpochCount(network.epoch());
      layer.setInput(input, DETACHED);
    }

    @Override
    public List<INDArray> backward(INDArray gradient) {
      return Collections.singletonList(layer.backpropGradient(gradient, DETACHED).getSecond());
    }
  }

  /**
   * P-norm pooling. DL4J divides by the norm of a window, also by zero, and what is no number then
   * is dropped by its ReLU in front, which oneDNN's multiplies.
   */
  record OfNorms(OfLayer pooling) implements StockComputation {

    @Override
    public INDArray forward(List<INDArray> inputs, boolean training) {
      return pooling.forward(inputs, training);
    }

    @Override
    public List<INDArray> backward(INDArray gradient) {
      List<INDArray> ofInputs = pooling.backward(gradient);
      Nd4j.getExecutioner().exec(new ReplaceNans(ofInputs.get(0), ofInputs.get(0), 0));
      return ofInputs;
    }
  }

  /** A vertex without a layer. */
  record OfVertex(GraphVertex vertex) implements StockComputation {

    @Override
    public INDArray forward(List<INDArray> inputs, boolean training) {
      for (int i = 0; i < inputs.size(); i++) {
        vertex.setInput(i, inputs.get(i), DETACHED);
      }
      return vertex.doForward(training, DETACHED);
    }

    @Override
    public List<INDArray> backward(INDArray gradient) {
      vertex.setEpsilon(gradient);
      List<INDArray> ofInputs = Arrays.asList(vertex.doBackward(false, DETACHED).getSecond());
      vertex.clear();
      return ofInputs;
    }
  }

  /** What is done to a layer's input. */
  record OfPreprocessor(InputPreProcessor preprocessor, int batch) implements StockComputation {

    @Override
    public INDArray forward(List<INDArray> inputs, boolean training) {
      return preprocessor.preProcess(inputs.get(0), batch, DETACHED);
    }

    @Override
    public List<INDArray> backward(INDArray gradient) {
      return List.of(preprocessor.backprop(gradient, batch, DETACHED));
    }
  }

  /** Noise, in training only. */
  record OfNoise(NetworkModel network, IDropout noise) implements StockComputation {

    @Override
    public INDArray forward(List<INDArray> inputs, boolean training) {
      INDArray input = inputs.get(0);
      return training
          ? noise.applyDropout(input, input, network.iteration(), network.epoch(), DETACHED)
          : input;
    }

    @Override
    public List<INDArray> backward(INDArray gradient) {
      return List.of(noise.backprop(gradient, gradient, network.iteration(), network.epoch()));
    }
  }
}

package org.dl4jlab.report;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;

/** Keras' names for DL4J's layers; a layer that Keras does not have keeps its own. */
final class LayerTypes {

  private LayerTypes() {}

  static String kerasName(GraphVertex vertex) {
    if (vertex instanceof LayerVertex layer) {
      return kerasName(layer.getLayerConf().getLayer());
    }
    if (vertex instanceof MergeVertex) {
      return "Concatenate";
    }
    if (vertex instanceof PreprocessorVertex shape
        && shape.getPreProcessor() instanceof CnnToFeedForwardPreProcessor) {
      return "Flatten";
    }
    return vertex instanceof ElementWiseVertex elementWise
        ? elementWise.getOp().name()
        : vertex.getClass().getSimpleName();
  }

  private static String kerasName(org.deeplearning4j.nn.conf.layers.Layer layer) {
    if (layer instanceof org.deeplearning4j.nn.conf.layers.misc.FrozenLayer frozen) {
      return kerasName(frozen.getLayer());
    }
    if (layer instanceof org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop frozen) {
      return kerasName(frozen.getUnderlying());
    }
    // Sub-classes come before their super-classes.
    if (layer instanceof Convolution1DLayer) {
      return "Conv1D";
    }
    if (layer.getClass() == ConvolutionLayer.class) {
      return "Conv2D";
    }
    if (layer instanceof DenseLayer || layer instanceof OutputLayer) {
      return "Dense";
    }
    if (layer instanceof BatchNormalization) {
      return "BatchNormalization";
    }
    if (layer instanceof ActivationLayer activation) {
      return activationName(activation.getActivationFn());
    }
    if (layer instanceof LossLayer) {
      return "Activation";
    }
    if (layer instanceof DropoutLayer) {
      return "Dropout";
    }
    if (layer instanceof Subsampling1DLayer pooling) {
      return pooling(pooling.getPoolingType().name()) + "Pooling1D";
    }
    if (layer instanceof SubsamplingLayer pooling) {
      return pooling(pooling.getPoolingType().name()) + "Pooling2D";
    }
    if (layer instanceof GlobalPoolingLayer pooling) {
      return "Global" + pooling(pooling.getPoolingType().name()) + "Pooling";
    }
    return layer.getClass().getSimpleName();
  }

  private static String activationName(IActivation activation) {
    if (activation instanceof ActivationLReLU) {
      return "LeakyReLU";
    }
    return activation instanceof ActivationELU ? "ELU" : "Activation";
  }

  private static String pooling(String type) {
    return type.equals(PoolingType.AVG.name())
        ? "Average"
        : type.charAt(0) + type.substring(1).toLowerCase(java.util.Locale.ROOT);
  }

  /** A loss layer keeps its input's shape, though DL4J says that it has none. */
  static boolean isLossOnly(GraphVertex vertex) {
    return vertex instanceof LayerVertex layer
        && layer.getLayerConf().getLayer() instanceof LossLayer;
  }

  /** Global pooling takes a series' steps away, though DL4J says that it keeps them. */
  static boolean poolsSteps(GraphVertex vertex) {
    return vertex instanceof LayerVertex layer
        && layer.getLayerConf().getLayer() instanceof GlobalPoolingLayer pooling
        && pooling.isCollapseDimensions();
  }

  /** What makes a series flat has nothing to do behind global pooling. */
  static boolean isGivenFlat(GraphVertex vertex, InputType source) {
    return source instanceof InputType.InputTypeFeedForward
        && vertex instanceof LayerVertex layer
        && layer.getPreProcessor() instanceof RnnToFeedForwardPreProcessor;
  }

  static boolean isFrozen(Layer layer) {
    return layer instanceof FrozenLayer || layer instanceof FrozenLayerWithBackprop;
  }
}

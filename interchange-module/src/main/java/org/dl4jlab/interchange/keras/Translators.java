package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/** The layers of Keras' that can be imported, by the names of their classes. */
final class Translators {

  private static final List<String> AUGMENTATION =
      List.of(
          "RandomFlip",
          "RandomRotation",
          "RandomZoom",
          "RandomTranslation",
          "RandomShear",
          "RandomContrast",
          "RandomBrightness");

  private static final Map<String, Translator> ALL = all();

  /** Layers behind which features come in the order that they came in. */
  private static final Set<String> KEEP_ORDER =
      Set.of(
          "Activation",
          "ReLU",
          "LeakyReLU",
          "ELU",
          "PReLU",
          "ThresholdedReLU",
          "BatchNormalization",
          "Dropout",
          "GaussianDropout",
          "GaussianNoise",
          "AlphaDropout",
          "Rescaling",
          "Identity");

  /** Layers that have weights, which are the same in each application. */
  private static final Set<String> WEIGHTED =
      Set.of(
          "Dense",
          "Embedding",
          "TimeDistributed",
          "Conv1D",
          "Conv2D",
          "DepthwiseConv2D",
          "SeparableConv2D",
          "Conv2DTranspose",
          "PReLU",
          "BatchNormalization",
          "LayerNormalization",
          "Normalization",
          "LSTM",
          "SimpleRNN",
          "Bidirectional");

  private Translators() {}

  private static Map<String, Translator> all() {
    Map<String, Translator> map = new HashMap<>();
    map.put("Dense", DenseLayers::dense);
    map.put("Embedding", DenseLayers::embedding);
    map.put("TimeDistributed", Translators::timeDistributed);
    map.put("Conv1D", ConvolutionLayers::series);
    map.put("Conv2D", ConvolutionLayers::image);
    map.put("DepthwiseConv2D", ConvolutionLayers::depthwise);
    map.put("SeparableConv2D", ConvolutionLayers::separable);
    map.put("Conv2DTranspose", ConvolutionLayers::transposed);
    map.put("MaxPooling1D", PoolingLayers.series(SubsamplingLayer.PoolingType.MAX));
    map.put("AveragePooling1D", PoolingLayers.series(SubsamplingLayer.PoolingType.AVG));
    map.put("MaxPooling2D", PoolingLayers.image(SubsamplingLayer.PoolingType.MAX));
    map.put("AveragePooling2D", PoolingLayers.image(SubsamplingLayer.PoolingType.AVG));
    map.put("GlobalMaxPooling1D", PoolingLayers.global(PoolingType.MAX, true));
    map.put("GlobalAveragePooling1D", PoolingLayers.global(PoolingType.AVG, true));
    map.put("GlobalMaxPooling2D", PoolingLayers.global(PoolingType.MAX, false));
    map.put("GlobalAveragePooling2D", PoolingLayers.global(PoolingType.AVG, false));
    map.put("Masking", Masks::masking);
    map.put("Flatten", ShapeLayers::flatten);
    map.put("Reshape", ShapeLayers::reshape);
    map.put("Permute", ShapeLayers::permute);
    map.put("RepeatVector", ShapeLayers::repeat);
    map.put("ZeroPadding1D", ShapeLayers::padSeries);
    map.put("ZeroPadding2D", ShapeLayers::padImage);
    map.put("Cropping1D", ShapeLayers::cropSeries);
    map.put("Cropping2D", ShapeLayers::cropImage);
    map.put("UpSampling1D", ShapeLayers::enlargeSeries);
    map.put("UpSampling2D", ShapeLayers::enlargeImage);
    map.put("Add", MergeLayers.elementWise(Op.Add));
    map.put("Subtract", MergeLayers.elementWise(Op.Subtract));
    map.put("Multiply", MergeLayers.elementWise(Op.Product));
    map.put("Average", MergeLayers.elementWise(Op.Average));
    map.put("Maximum", MergeLayers.elementWise(Op.Max));
    map.put("Concatenate", MergeLayers::concatenate);
    map.put("Activation", ActivationLayers::named);
    map.put("ReLU", ActivationLayers::relu);
    map.put("LeakyReLU", ActivationLayers::leakyRelu);
    map.put("ELU", ActivationLayers::elu);
    map.put("PReLU", ActivationLayers::prelu);
    map.put("ThresholdedReLU", ActivationLayers::thresholdedRelu);
    map.put("Softmax", ActivationLayers::softmax);
    map.put("Dropout", ActivationLayers::dropout);
    map.put("SpatialDropout1D", ActivationLayers::spatialDropout);
    map.put("SpatialDropout2D", ActivationLayers::spatialDropout);
    map.put("AlphaDropout", ActivationLayers::alphaDropout);
    map.put("GaussianDropout", ActivationLayers::gaussianDropout);
    map.put("GaussianNoise", ActivationLayers::gaussianNoise);
    map.put("Rescaling", ActivationLayers::rescaling);
    for (String change : AUGMENTATION) {
      map.put(change, ActivationLayers::augmentation);
    }
    map.put("Identity", ActivationLayers::nothing);
    map.put("ActivityRegularization", ActivationLayers::nothing);
    map.put("BatchNormalization", NormalizationLayers::batch);
    map.put("LayerNormalization", NormalizationLayers::layer);
    map.put("Normalization", NormalizationLayers::fixed);
    map.put("LSTM", RecurrentLayers::single);
    map.put("SimpleRNN", RecurrentLayers::single);
    map.put("Bidirectional", RecurrentLayers::bidirectional);
    return map;
  }

  /** The one for a layer of Keras' own. */
  static Translator of(LayerDescription layer) throws Unsupported {
    if (layer.className().equals("Lambda")) {
      throw new Unsupported("is Python code, which is never executed");
    }
    boolean own =
        layer.module().equals("keras.layers")
            || layer.module().startsWith("keras.src.layers.")
            || layer.module().contains(".ops.numpy");
    if (!own || layer.registeredName().contains(">")) {
      throw new Unsupported("is a custom object, whose code is not in the file");
    }
    Translator translator = ALL.get(layer.className());
    if (translator == null) {
      throw new Unsupported(
          "is of a kind that Deeplearning4j does not have"
              + (layer.className().startsWith("GRU")
                  ? ", nor a cell with its gates to make it of"
                  : ""));
    }
    return translator;
  }

  static boolean hasWeights(LayerDescription layer) {
    return layer.model() != null || WEIGHTED.contains(layer.className());
  }

  static boolean keepsOrder(LayerDescription layer) {
    return KEEP_ORDER.contains(layer.className());
  }

  /** A dense layer at each step: what {@code Dense} does with a series anyway. */
  private static Signal timeDistributed(LayerCall call) throws Unsupported {
    call.series();
    JsonNode inner = Json.get(call.layer().config(), "layer");
    if (!inner.path("class_name").asText().equals("Dense")) {
      throw new Unsupported(
          "holds a %s; a Dense can be imported", inner.path("class_name").asText("(none)"));
    }
    LayerDescription outer = call.layer();
    LayerDescription dense =
        new LayerDescription(
            outer.name(),
            "Dense",
            outer.module(),
            "",
            inner.path("config"),
            outer.weightPath(),
            null,
            outer.calls());
    return DenseLayers.dense(
        new LayerCall(
            dense,
            call.name(),
            call.inputs(),
            null,
            call.readers(),
            call.isOutput(),
            call.keras2(),
            call.store(),
            call.plan()),
        "layer");
  }
}

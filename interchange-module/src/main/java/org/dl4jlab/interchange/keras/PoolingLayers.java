package org.dl4jlab.interchange.keras;

import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;

/** Pooling over windows, and over all steps or pixels. */
final class PoolingLayers {

  private PoolingLayers() {}

  static Translator series(SubsamplingLayer.PoolingType type) {
    return call -> {
      Signal input = call.series();
      Sliding sliding = Sliding.ofPooling(call.settings(), 1);
      Subsampling1DLayer layer =
          new Subsampling1DLayer.Builder(type, sliding.kernel()[0], sliding.stride()[0])
              .convolutionMode(sliding.mode())
              .build();
      return new Signal(
          call.plan().add(call.name(), layer, input.vertex()),
          sliding.output(input, input.channels()),
          null);
    };
  }

  static Translator image(SubsamplingLayer.PoolingType type) {
    return call -> {
      Signal input = call.image();
      Sliding sliding = Sliding.ofPooling(call.settings(), 2);
      SubsamplingLayer layer =
          new SubsamplingLayer.Builder(type, sliding.kernel(), sliding.stride())
              .convolutionMode(sliding.mode())
              .build();
      return new Signal(
          call.plan().add(call.name(), layer, input.vertex()),
          sliding.output(input, input.channels()),
          null);
    };
  }

  static Translator global(PoolingType type, boolean series) {
    return call -> {
      Signal input = series ? call.series() : call.image();
      call.settings().require("data_format", "channels_last");
      boolean keeps = call.settings().flag("keepdims", false);
      String pooled = keeps ? call.name() + "/pooled" : call.name();
      call.plan().add(pooled, new GlobalPoolingLayer(type), input.vertex());
      int channels = input.channels();
      if (!keeps) {
        return Signal.of(pooled, channels);
      }
      if (series) {
        return Signal.of(
            call.plan().add(call.name(), new FeedForwardToRnnPreProcessor(), pooled), 1, channels);
      }
      return Signal.of(
          call.plan().add(call.name(), new FeedForwardToCnnPreProcessor(1, 1, channels), pooled),
          1,
          1,
          channels);
    };
  }
}

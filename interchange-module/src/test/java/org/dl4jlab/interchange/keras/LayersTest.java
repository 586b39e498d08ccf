package org.dl4jlab.interchange.keras;

import static org.dl4jlab.interchange.keras.NaiveKeras.concatenated;
import static org.dl4jlab.interchange.keras.NaiveKeras.convolution;
import static org.dl4jlab.interchange.keras.NaiveKeras.dense;
import static org.dl4jlab.interchange.keras.NaiveKeras.lstm;
import static org.dl4jlab.interchange.keras.NaiveKeras.map;
import static org.dl4jlab.interchange.keras.NaiveKeras.pooling;
import static org.dl4jlab.interchange.keras.NaiveKeras.random;
import static org.dl4jlab.interchange.keras.NaiveKeras.reversed;
import static org.dl4jlab.interchange.keras.NaiveKeras.sigmoid;
import static org.dl4jlab.interchange.keras.NaiveKeras.simple;
import static org.dl4jlab.interchange.keras.NaiveKeras.step;
import static org.dl4jlab.interchange.keras.NaiveKeras.transposed;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.engine.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Each layer beside plain loops that compute what Keras documents, on both engines. */
class LayersTest {

  private static final float CLOSE = 1e-5f;

  @TempDir Path temp;

  private final Random random = new Random(5);

  private void check(KerasFixture fixture, Tensor expected, Tensor... inputs) throws IOException {
    ImportedModel model = KerasImport.read(fixture.write(temp.resolve("model.keras")));
    INDArray[] features = new INDArray[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      features[i] = ChannelsLast.array(inputs[i]);
    }
    ComputationGraph stock = model.graph();
    ComputationGraph accelerated = Engines.accelerate(stock.clone());
    for (ComputationGraph graph : List.of(stock, accelerated)) {
      INDArray[] copies = Arrays.stream(features).map(INDArray::dup).toArray(INDArray[]::new);
      Tensor output = ChannelsLast.tensor(graph.outputSingle(copies));
      assertArrayEquals(expected.shape(), output.shape());
      assertArrayEquals(expected.data(), output.data(), CLOSE);
    }
    int[] shape = model.outputs().get(0);
    assertArrayEquals(Arrays.copyOfRange(expected.shape(), 1, expected.shape().length), shape);
  }

  private static KerasFixture image(int... shape) {
    return new KerasFixture().input("in", shape);
  }

  @Test
  void convolutionsPadAsKerasDoes() throws IOException {
    Tensor x = random(random, 2, 8, 7, 3);
    Tensor k = random(random, 4, 3, 3, 5);
    Tensor b = random(random, 5);
    for (String padding : List.of("same", "valid")) {
      boolean same = padding.equals("same");
      String config =
          "{'filters':5,'kernel_size':[4,3],'strides':[2,3],'padding':'%s','activation':'relu'}"
              .formatted(padding);
      check(
          image(8, 7, 3).layer("Conv2D", "c", config, k, b),
          map(convolution(x, k, b.data(), new int[] {2, 3}, 1, same, false), v -> Math.max(v, 0)),
          x);
      String dilated =
          "{'filters':5,'kernel_size':[2,2],'dilation_rate':[2,2],'padding':'%s','use_bias':false}"
              .formatted(padding);
      Tensor small = random(random, 2, 2, 3, 5);
      check(
          image(8, 7, 3).layer("Conv2D", "c", dilated, small),
          convolution(x, small, null, new int[] {1, 1}, 2, same, false),
          x);
    }
  }

  @Test
  void depthwiseAndSeparableConvolutions() throws IOException {
    Tensor x = random(random, 2, 7, 6, 3);
    Tensor k = random(random, 3, 3, 3, 2);
    Tensor b = random(random, 6);
    Tensor depthwise = convolution(x, k, b.data(), new int[] {2, 2}, 1, true, true);
    String strides = "'kernel_size':[3,3],'strides':[2,2],'padding':'same','depth_multiplier':2}";
    check(image(7, 6, 3).layer("DepthwiseConv2D", "d", "{" + strides, k, b), depthwise, x);
    Tensor point = random(random, 1, 1, 6, 4);
    Tensor b4 = random(random, 4);
    Tensor middle = convolution(x, k, null, new int[] {2, 2}, 1, true, true);
    check(
        image(7, 6, 3).layer("SeparableConv2D", "s", "{'filters':4," + strides, k, point, b4),
        convolution(middle, point, b4.data(), new int[] {1, 1}, 1, true, false),
        x);
  }

  @Test
  void transposedConvolutions() throws IOException {
    Tensor x = random(random, 2, 4, 5, 3);
    Tensor b = random(random, 2);
    for (int kernel : new int[] {2, 3, 4}) {
      Tensor k = random(random, kernel, kernel, 2, 3);
      for (String padding : List.of("same", "valid")) {
        check(
            image(4, 5, 3)
                .layer(
                    "Conv2DTranspose",
                    "t",
                    "{'filters':2,'kernel_size':[%d,%d],'strides':[2,2],'padding':'%s'}"
                        .formatted(kernel, kernel, padding),
                    k,
                    b),
            transposed(x, k, b.data(), 2, padding.equals("same")),
            x);
      }
    }
  }

  @Test
  void convolutionsOfSeries() throws IOException {
    Tensor x = random(random, 2, 9, 3);
    Tensor wide = x.reshape(2, 9, 1, 3);
    Tensor k = random(random, 4, 3, 5);
    Tensor b = random(random, 5);
    for (String padding : List.of("same", "valid")) {
      Tensor y =
          convolution(
              wide,
              k.reshape(4, 1, 3, 5),
              b.data(),
              new int[] {2, 1},
              1,
              padding.equals("same"),
              false);
      check(
          image(9, 3)
              .layer(
                  "Conv1D",
                  "c",
                  "{'filters':5,'kernel_size':[4],'strides':[2],'padding':'%s'}".formatted(padding),
                  k,
                  b),
          y.reshape(2, y.shape()[1], 5),
          x);
    }
    float[] padded = new float[2 * 12 * 3];
    for (int n = 0; n < 2; n++) {
      System.arraycopy(x.data(), n * 27, padded, n * 36 + 9, 27);
    }
    Tensor causal =
        convolution(
            new Tensor(padded, 2, 12, 1, 3),
            k.reshape(4, 1, 3, 5),
            b.data(),
            new int[] {1, 1},
            1,
            false,
            false);
    check(
        image(9, 3)
            .layer("Conv1D", "c", "{'filters':5,'kernel_size':[4],'padding':'causal'}", k, b),
        causal.reshape(2, 9, 5),
        x);
  }

  @Test
  void poolingLeavesMarginsOut() throws IOException {
    Tensor x = random(random, 2, 7, 5, 3);
    for (String padding : List.of("same", "valid")) {
      for (String kind : List.of("Max", "Average")) {
        check(
            image(7, 5, 3)
                .layer(
                    kind + "Pooling2D",
                    "p",
                    "{'pool_size':[3,2],'strides':[2,2],'padding':'%s'}".formatted(padding)),
            pooling(
                x, new int[] {3, 2}, new int[] {2, 2}, padding.equals("same"), kind.equals("Max")),
            x);
        Tensor series = x.reshape(2, 35, 3);
        Tensor pooled =
            pooling(
                x.reshape(2, 35, 1, 3),
                new int[] {3, 1},
                new int[] {3, 1},
                padding.equals("same"),
                kind.equals("Max"));
        check(
            image(35, 3)
                .layer(
                    kind + "Pooling1D",
                    "p",
                    "{'pool_size':[3],'strides':null,'padding':'%s'}".formatted(padding)),
            pooled.reshape(2, pooled.shape()[1], 3),
            series);
      }
    }
  }

  @Test
  void globalPoolingAndWhatIsBehindIt() throws IOException {
    Tensor x = random(random, 2, 4, 5, 3);
    for (String kind : List.of("Max", "Average")) {
      Tensor pooled =
          pooling(x, new int[] {4, 5}, new int[] {1, 1}, false, kind.equals("Max")).reshape(2, 3);
      String global = "Global" + kind + "Pooling";
      check(image(4, 5, 3).layer(global + "2D", "g", "{'keepdims':false}"), pooled, x);
      check(
          image(4, 5, 3).layer(global + "2D", "g", "{'keepdims':true}"),
          pooled.reshape(2, 1, 1, 3),
          x);
      check(image(20, 3).layer(global + "1D", "g", "{}"), pooled, x.reshape(2, 20, 3));
      check(
          image(20, 3).layer(global + "1D", "g", "{'keepdims':true}"),
          pooled.reshape(2, 1, 3),
          x.reshape(2, 20, 3));
    }
  }

  @Test
  void denseBehindAFlattenedImageOrSeries() throws IOException {
    Tensor image = random(random, 2, 3, 4, 5);
    Tensor w = random(random, 60, 7);
    Tensor b = random(random, 7);
    check(
        image(3, 4, 5).layer("Flatten", "f", "{}").layer("Dense", "d", "{'units':7}", w, b),
        dense(image.reshape(2, 60), w, b.data()),
        image);
    check(
        image(12, 5).layer("Flatten", "f", "{}").layer("Dense", "d", "{'units':7}", w, b),
        dense(image.reshape(2, 60), w, b.data()),
        image.reshape(2, 12, 5));
  }

  @Test
  void batchNormalizationBehindAFlattenAndInAConcatenation() throws IOException {
    Tensor image = random(random, 2, 2, 3, 4);
    Tensor other = random(random, 2, 3);
    Tensor gamma = random(random, 24);
    Tensor beta = random(random, 24);
    Tensor mean = random(random, 24);
    Tensor variance = map(random(random, 24), v -> v * v + 0.1);
    Tensor w = random(random, 27, 4);
    Tensor b = random(random, 4);
    float[] y = new float[48];
    for (int i = 0; i < 48; i++) {
      int f = i % 24;
      y[i] =
          (float)
              ((image.data()[i] - mean.data()[f])
                      / Math.sqrt(variance.data()[f] + 0.01)
                      * gamma.data()[f]
                  + beta.data()[f]);
    }
    KerasFixture model =
        image(2, 3, 4)
            .layer("Flatten", "f", "{}")
            .layer(
                "BatchNormalization",
                "n",
                "{'axis':-1,'epsilon':0.01,'momentum':0.9}",
                gamma,
                beta,
                mean,
                variance)
            .input("other", 3)
            .layer("Concatenate", "c", "{'axis':-1}", List.of("n", "other"))
            .layer("Dense", "d", "{'units':4}", w, b);
    check(model, dense(concatenated(new Tensor(y, 2, 24), other), w, b.data()), image, other);
  }

  @Test
  void aDenseLayerWhoseFeaturesBecomeAnImage() throws IOException {
    Tensor x = random(random, 2, 3);
    Tensor w = random(random, 3, 24);
    Tensor b = random(random, 24);
    Tensor k = random(random, 2, 2, 4, 3);
    Tensor image = map(dense(x, w, b.data()), v -> v > 0 ? v : 0.3 * v).reshape(2, 2, 3, 4);
    check(
        image(3)
            .layer("Dense", "d", "{'units':24}", w, b)
            .layer("LeakyReLU", "l", "{'negative_slope':0.3}")
            .layer("Reshape", "r", "{'target_shape':[2,3,-1]}")
            .layer(
                "Conv2D",
                "c",
                "{'filters':3,'kernel_size':[2,2],'padding':'same','use_bias':false}",
                k),
        convolution(image, k, null, new int[] {1, 1}, 1, true, false),
        x);
    Tensor rows = dense(x, w, b.data()).reshape(2, 6, 4);
    check(
        image(3)
            .layer("Dense", "d", "{'units':24}", w, b)
            .layer("Reshape", "r", "{'target_shape':[6,4]}"),
        rows,
        x);
  }

  @Test
  void denseOverStepsAndPixels() throws IOException {
    Tensor w = random(random, 4, 3);
    Tensor b = random(random, 3);
    Tensor image = random(random, 2, 2, 3, 4);
    check(
        image(2, 3, 4).layer("Dense", "d", "{'units':3}", w, b), dense(image, w, b.data()), image);
    Tensor series = image.reshape(2, 6, 4);
    check(image(6, 4).layer("Dense", "d", "{'units':3}", w, b), dense(series, w, b.data()), series);
    check(
        image(6, 4)
            .layer(
                "TimeDistributed",
                "t",
                "{'layer':{'class_name':'Dense','config':{'units':3,'activation':'tanh'}}}",
                w,
                b),
        map(dense(series, w, b.data()), Math::tanh),
        series);
    Tensor logits = dense(series, w, b.data());
    float[] p = new float[logits.data().length];
    for (int i = 0; i < p.length; i++) {
      double sum = 0;
      for (int j = i / 3 * 3; j < i / 3 * 3 + 3; j++) {
        sum += Math.exp(logits.data()[j]);
      }
      p[i] = (float) (Math.exp(logits.data()[i]) / sum);
    }
    check(
        image(6, 4).layer("Dense", "d", "{'units':3,'activation':'softmax'}", w, b),
        new Tensor(p, 2, 6, 3),
        series);
  }

  @Test
  void recurrentLayersFromEitherEnd() throws IOException {
    Tensor x = random(random, 2, 5, 3);
    Tensor k = random(random, 3, 16);
    Tensor r = random(random, 4, 16);
    Tensor b = random(random, 16);
    Tensor all = lstm(x, k, r, b);
    check(image(5, 3).layer("LSTM", "l", lstmConfig("true"), k, r, b), all, x);
    check(image(5, 3).layer("LSTM", "l", lstmConfig("false"), k, r, b), step(all, 4), x);
    Tensor backwards = lstm(reversed(x), k, r, b);
    check(
        image(5, 3).layer("LSTM", "l", lstmConfig("true,'go_backwards':true"), k, r, b),
        backwards,
        x);
    Tensor k2 = random(random, 3, 16);
    Tensor r2 = random(random, 4, 16);
    Tensor b2 = random(random, 16);
    Tensor other = lstm(reversed(x), k2, r2, b2);
    check(
        image(5, 3).layer("Bidirectional", "b", bidirectional("true"), k, r, b, k2, r2, b2),
        concatenated(all, reversed(other)),
        x);
    check(
        image(5, 3).layer("Bidirectional", "b", bidirectional("false"), k, r, b, k2, r2, b2),
        concatenated(step(all, 4), step(other, 4)),
        x);
    Tensor sk = random(random, 3, 4);
    Tensor sr = random(random, 4, 4);
    Tensor sb = random(random, 4);
    check(
        image(5, 3)
            .layer(
                "SimpleRNN",
                "s",
                "{'units':4,'activation':'tanh','return_sequences':true}",
                sk,
                sr,
                sb),
        simple(x, sk, sr, sb),
        x);
  }

  private static String lstmConfig(String sequences) {
    return "{'units':4,'activation':'tanh','recurrent_activation':'sigmoid','return_sequences':"
        + sequences
        + "}";
  }

  private static String bidirectional(String sequences) {
    return "{'merge_mode':'concat','layer':{'class_name':'LSTM','config':%s}}"
        .formatted(lstmConfig(sequences));
  }

  @Test
  void activationsByNameAndAsLayers() throws IOException {
    Tensor x = map(random(random, 3, 8), v -> 8 * v);
    check(named("silu"), map(x, v -> v * sigmoid(v)), x);
    check(named("relu6"), map(x, v -> Math.min(6, Math.max(0, v))), x);
    check(named("leaky_relu"), map(x, v -> v > 0 ? v : 0.2 * v), x);
    check(named("elu"), map(x, v -> v > 0 ? v : Math.expm1(v)), x);
    check(named("softplus"), map(x, v -> Math.log1p(Math.exp(v))), x);
    check(named("softsign"), map(x, v -> v / (1 + Math.abs(v))), x);
    check(
        named("selu"),
        map(x, v -> 1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * Math.expm1(v))),
        x);
    check(named("mish"), map(x, v -> v * Math.tanh(Math.log1p(Math.exp(v)))), x);
    check(named("hard_sigmoid"), map(x, LayersTest::hard), x);
    check(named("hard_silu"), map(x, v -> v * hard(v)), x);
    check(
        image(8).layer("ReLU", "r", "{'max_value':3.0,'threshold':0.0}"),
        map(x, v -> Math.min(3, Math.max(0, v))),
        x);
    check(
        image(8).layer("ReLU", "r", "{'max_value':null,'threshold':2.0}"),
        map(x, v -> v > 2 ? v : 0),
        x);
    check(
        image(8).layer("Rescaling", "r", "{'scale':0.5,'offset':-1.0}"), map(x, v -> v / 2 - 1), x);
  }

  private static double hard(double v) {
    return Math.min(6, Math.max(0, v + 3)) / 6;
  }

  private static KerasFixture named(String activation) {
    return image(8).layer("Activation", "a", "{'activation':'%s'}".formatted(activation));
  }

  @Test
  void slopesThatAreLearnt() throws IOException {
    Tensor x = random(random, 2, 2, 3, 4);
    Tensor each = random(random, 2, 3, 4);
    Tensor channels = random(random, 1, 1, 4);
    float[] y = x.data().clone();
    float[] z = x.data().clone();
    for (int i = 0; i < y.length; i++) {
      y[i] *= y[i] > 0 ? 1 : each.data()[i % 24];
      z[i] *= z[i] > 0 ? 1 : channels.data()[i % 4];
    }
    check(image(2, 3, 4).layer("PReLU", "p", "{}", each), new Tensor(y, 2, 2, 3, 4), x);
    check(
        image(2, 3, 4).layer("PReLU", "p", "{'shared_axes':[1,2]}", channels),
        new Tensor(z, 2, 2, 3, 4),
        x);
  }

  @Test
  void normalizationThatWasLearntFromTheData() throws IOException {
    Tensor x = random(random, 2, 2, 3, 4);
    Tensor mean = random(random, 4);
    Tensor variance = map(random(random, 4), v -> v * v + 0.1);
    float[] y = new float[48];
    for (int i = 0; i < 48; i++) {
      y[i] = (float) ((x.data()[i] - mean.data()[i % 4]) / Math.sqrt(variance.data()[i % 4]));
    }
    check(
        image(2, 3, 4).layer("Normalization", "n", "{'axis':[-1]}", mean, variance),
        new Tensor(y, 2, 2, 3, 4),
        x);
  }

  @Test
  void layerNormalizationOverTheChannels() throws IOException {
    Tensor x = random(random, 2, 2, 3, 4);
    Tensor gamma = random(random, 4);
    Tensor beta = random(random, 4);
    float[] y = new float[48];
    for (int from = 0; from < 48; from += 4) {
      double mean = 0;
      double square = 0;
      for (int i = from; i < from + 4; i++) {
        mean += x.data()[i] / 4;
        square += x.data()[i] * x.data()[i] / 4;
      }
      for (int i = 0; i < 4; i++) {
        double unit = (x.data()[from + i] - mean) / Math.sqrt(square - mean * mean + 0.01);
        y[from + i] = (float) (unit * gamma.data()[i] + beta.data()[i]);
      }
    }
    Tensor expected = new Tensor(y, 2, 2, 3, 4);
    String config = "{'axis':-1,'epsilon':0.01}";
    check(image(2, 3, 4).layer("LayerNormalization", "n", config, gamma, beta), expected, x);
    check(
        image(6, 4).layer("LayerNormalization", "n", config, gamma, beta),
        expected.reshape(2, 6, 4),
        x.reshape(2, 6, 4));
    check(
        image(4).layer("LayerNormalization", "n", config, gamma, beta),
        expected.reshape(12, 4),
        x.reshape(12, 4));
    check(
        image(4)
            .layer("LayerNormalization", "n", "{'epsilon':0.01}", gamma, beta)
            .layer("LayerNormalization", "bare", "{'scale':false,'center':false,'epsilon':1e30}"),
        map(expected.reshape(12, 4), v -> 0),
        x.reshape(12, 4));
  }

  @Test
  void sizesThatChange() throws IOException {
    Tensor x = random(random, 1, 2, 2, 1);
    float[] d = x.data();
    check(
        image(2, 2, 1).layer("ZeroPadding2D", "z", "{'padding':[[1,0],[0,1]]}"),
        new Tensor(new float[] {0, 0, 0, d[0], d[1], 0, d[2], d[3], 0}, 1, 3, 3, 1),
        x);
    check(
        image(2, 2, 1).layer("Cropping2D", "z", "{'cropping':[[1,0],[0,1]]}"),
        new Tensor(new float[] {d[2]}, 1, 1, 1, 1),
        x);
    check(
        image(2, 2, 1).layer("UpSampling2D", "u", "{'size':[2,1],'interpolation':'nearest'}"),
        new Tensor(new float[] {d[0], d[1], d[0], d[1], d[2], d[3], d[2], d[3]}, 1, 4, 2, 1),
        x);
    Tensor series = x.reshape(1, 4, 1);
    check(
        image(4, 1).layer("ZeroPadding1D", "z", "{'padding':[2,1]}"),
        new Tensor(new float[] {0, 0, d[0], d[1], d[2], d[3], 0}, 1, 7, 1),
        series);
    check(
        image(4, 1).layer("Cropping1D", "z", "{'cropping':[2,1]}"),
        new Tensor(new float[] {d[2]}, 1, 1, 1),
        series);
    check(
        image(4, 1).layer("UpSampling1D", "u", "{'size':2}"),
        new Tensor(new float[] {d[0], d[0], d[1], d[1], d[2], d[2], d[3], d[3]}, 1, 8, 1),
        series);
    check(
        image(4).layer("RepeatVector", "r", "{'n':2}"),
        new Tensor(new float[] {d[0], d[1], d[2], d[3], d[0], d[1], d[2], d[3]}, 1, 2, 4),
        x.reshape(1, 4));
  }

  @Test
  void severalInputsBecomeOne() throws IOException {
    Tensor a = random(random, 2, 3, 2, 2);
    Tensor b = random(random, 2, 3, 2, 2);
    for (String kind : List.of("Add", "Subtract", "Multiply", "Average", "Maximum")) {
      float[] y = new float[24];
      for (int i = 0; i < 24; i++) {
        float p = a.data()[i];
        float q = b.data()[i];
        y[i] =
            switch (kind) {
              case "Add" -> p + q;
              case "Subtract" -> p - q;
              case "Multiply" -> p * q;
              case "Average" -> (p + q) / 2;
              default -> Math.max(p, q);
            };
      }
      check(
          image(3, 2, 2).input("b", 3, 2, 2).layer(kind, "m", "{}", List.of("in", "b")),
          new Tensor(y, 2, 3, 2, 2),
          a,
          b);
    }
    check(
        image(3, 2, 2).input("b", 3, 2, 2).layer("Concatenate", "m", "{}", List.of("in", "b")),
        concatenated(a, b),
        a,
        b);
  }
}

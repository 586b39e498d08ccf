package org.dl4jlab.interchange.keras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.engine.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Models of kinds that are seldom written, beside plain loops, or refused in a line. */
class UntriedModelsTest {

  private static final float CLOSE = 1e-5f;

  @TempDir Path temp;

  private final Random random = new Random(41);

  private void check(KerasFixture fixture, Tensor expected, Tensor... x) throws IOException {
    check(fixture, List.of(expected), x);
  }

  private void check(KerasFixture fixture, List<Tensor> expected, Tensor... x) throws IOException {
    ImportedModel model = KerasImport.read(fixture.write(temp.resolve("model.keras")));
    ComputationGraph stock = model.graph();
    for (ComputationGraph graph : List.of(stock, Engines.accelerate(stock.clone()))) {
      INDArray[] inputs = Arrays.stream(x).map(ChannelsLast::array).toArray(INDArray[]::new);
      INDArray[] outputs = graph.output(inputs);
      assertEquals(expected.size(), outputs.length);
      for (int i = 0; i < outputs.length; i++) {
        Tensor output = ChannelsLast.tensor(outputs[i]);
        assertArrayEquals(expected.get(i).shape(), output.shape());
        assertArrayEquals(expected.get(i).data(), output.data(), CLOSE);
      }
    }
  }

  private void refused(KerasFixture fixture, String why) throws IOException {
    refused(fixture.write(temp.resolve("refused.keras")), why);
  }

  private static void refused(Path file, String why) {
    String message = assertThrows(UserException.class, () -> KerasImport.read(file)).getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.contains(why), message);
  }

  @Test
  void twoInputsAndTwoOutputs() throws IOException {
    Tensor a = NaiveKeras.random(random, 2, 3);
    Tensor b = NaiveKeras.random(random, 2, 4);
    Tensor w = NaiveKeras.random(random, 7, 2);
    Tensor v = NaiveKeras.random(random, 4, 5);
    check(
        new KerasFixture()
            .input("a", 3)
            .input("b", 4)
            .layer("Concatenate", "both", "{}", List.of("a", "b"))
            .layer("Dense", "one", "{'units':2,'use_bias':false}", List.of("both"), w)
            .layer("Dense", "two", "{'units':5,'use_bias':false}", List.of("b"), v)
            .outputs("two", "one")
            .compile(
                "{'optimizer':'adam','loss':{'one':'mse','two':'mae'},'loss_weights':{'one':0.5}}"),
        List.of(
            NaiveKeras.dense(b, v, null), NaiveKeras.dense(NaiveKeras.concatenated(a, b), w, null)),
        a,
        b);
  }

  @Test
  void bothDirectionsJoinedInAllWays() throws IOException {
    Tensor x = NaiveKeras.random(random, 2, 5, 3);
    Tensor k = NaiveKeras.random(random, 3, 4);
    Tensor r = NaiveKeras.random(random, 4, 4);
    Tensor b = NaiveKeras.random(random, 4);
    Tensor k2 = NaiveKeras.random(random, 3, 4);
    Tensor forward = NaiveKeras.simple(x, k, r, b);
    Tensor backward = NaiveKeras.simple(NaiveKeras.reversed(x), k2, r, b);
    for (boolean all : new boolean[] {true, false}) {
      Tensor one = all ? forward : NaiveKeras.step(forward, 4);
      Tensor two = all ? NaiveKeras.reversed(backward) : NaiveKeras.step(backward, 4);
      for (String mode : List.of("ave", "sum", "mul")) {
        float[] joined = new float[one.data().length];
        for (int i = 0; i < joined.length; i++) {
          float p = one.data()[i];
          float q = two.data()[i];
          joined[i] = mode.equals("mul") ? p * q : mode.equals("sum") ? p + q : (p + q) / 2;
        }
        check(
            new KerasFixture()
                .input("in", 5, 3)
                .layer(
                    "Bidirectional",
                    "d",
                    "{'merge_mode':'%s','layer':{'class_name':'SimpleRNN','config':{'units':4,'activation':'tanh','return_sequences':%s}}}"
                        .formatted(mode, all),
                    k,
                    r,
                    b,
                    k2,
                    r,
                    b),
            new Tensor(joined, one.shape()),
            x);
      }
    }
  }

  @Test
  void dimensionsInAnotherOrder() throws IOException {
    Tensor x = NaiveKeras.random(random, 3, 4, 2);
    check(
        new KerasFixture()
            .input("in", 4, 2)
            .layer("Permute", "p", "{'dims':[1,2]}")
            .layer("ReLU", "r", "{}"),
        NaiveKeras.map(x, v -> Math.max(0, v)),
        x);
    refused(
        new KerasFixture().input("in", 4, 2).layer("Permute", "p", "{'dims':[2,1]}"),
        "\"p\" (Permute) exchanges dimensions, [2,1], which Deeplearning4j cannot");
  }

  @Test
  void asManyGroupsAsChannels() throws IOException {
    Tensor x = NaiveKeras.random(random, 2, 5, 5, 3);
    Tensor k = NaiveKeras.random(random, 2, 2, 1, 6);
    Tensor b = NaiveKeras.random(random, 6);
    check(
        new KerasFixture()
            .input("in", 5, 5, 3)
            .layer("Conv2D", "c", "{'filters':6,'kernel_size':[2,2],'groups':3}", k, b),
        NaiveKeras.convolution(
            x, k.reshape(2, 2, 3, 2), b.data(), new int[] {1, 1}, 1, false, true),
        x);
    refused(
        new KerasFixture()
            .input("in", 5, 5, 4)
            .layer("Conv2D", "c", "{'filters':6,'kernel_size':[2,2],'groups':2}", k, b),
        "has its channels in groups");
  }

  @Test
  void numbersOfEachChannel() throws IOException {
    Tensor x = NaiveKeras.random(random, 2, 2, 2, 3);
    float[] scales = {2, -3, 0.5f};
    float[] offsets = {1, 0, -1};
    float[] rescaled = new float[24];
    float[] normalized = new float[24];
    for (int i = 0; i < 24; i++) {
      rescaled[i] = x.data()[i] * scales[i % 3] + offsets[i % 3];
      normalized[i] = (float) ((x.data()[i] - offsets[i % 3]) / Math.sqrt(4));
    }
    check(
        new KerasFixture()
            .input("in", 2, 2, 3)
            .layer("Rescaling", "r", "{'scale':[2,-3,0.5],'offset':[1.0,0.0,-1.0]}"),
        new Tensor(rescaled, 2, 2, 2, 3),
        x);
    check(
        new KerasFixture()
            .input("in", 2, 2, 3)
            .layer("Normalization", "n", "{'axis':[-1],'mean':[1.0,0.0,-1.0],'variance':4.0}"),
        new Tensor(normalized, 2, 2, 2, 3),
        x);
    check(
        new KerasFixture()
            .input("in", 2, 2, 3)
            .layer(
                "Normalization",
                "n",
                "{'axis':-1,'mean':{'class_name':'__numpy__','config':{'value':[[[[1.0,0.0,-1.0]]]],'dtype':'float32'}},'variance':4.0}"),
        new Tensor(normalized, 2, 2, 2, 3),
        x);
    refused(
        new KerasFixture().input("in", 2, 2, 3).layer("Rescaling", "r", "{'scale':[2,3]}"),
        "\"r\" (Rescaling) has scale [2,3]; a number for each of 3 channels is needed");
  }

  @Test
  void imagesChangedAtRandom() throws IOException {
    Tensor x = NaiveKeras.random(random, 2, 4, 4, 3);
    KerasFixture fixture =
        new KerasFixture()
            .input("in", 4, 4, 3)
            .layer("RandomFlip", "flip", "{'mode':'horizontal'}")
            .layer("RandomRotation", "turn", "{'factor':[-0.1,0.1]}")
            .layer("ReLU", "r", "{}");
    check(fixture, NaiveKeras.map(x, v -> Math.max(0, v)), x);
    List<String> notes = KerasImport.read(fixture.write(temp.resolve("notes.keras"))).notes();
    assertEquals(
        "\"flip\" (RandomFlip) changes images at random while Keras trains; it does nothing here",
        notes.get(0));
  }

  @Test
  void flattenedAndShapedAgain() throws IOException {
    Tensor x = NaiveKeras.random(random, 2, 4, 6);
    Tensor w = NaiveKeras.random(random, 24, 12);
    Tensor v = NaiveKeras.random(random, 3, 2);
    check(
        new KerasFixture()
            .input("in", 4, 6)
            .layer("Reshape", "a", "{'target_shape':[-1]}")
            .layer("Flatten", "b", "{}")
            .layer("Dense", "c", "{'units':12,'use_bias':false}", w)
            .layer("Reshape", "d", "{'target_shape':[2,2,3]}")
            .layer("Dense", "e", "{'units':2,'use_bias':false}", v)
            .layer("Reshape", "f", "{'target_shape':[4,-1]}"),
        NaiveKeras.dense(NaiveKeras.dense(x.reshape(2, 24), w, null).reshape(2, 4, 3), v, null),
        x);
  }

  @Test
  void whatIsRefusedInALine() throws IOException {
    Tensor four = NaiveKeras.random(random, 4);
    refused(
        new KerasFixture()
            .input("in", 3, 8, 8, 3)
            .layer("TimeDistributed", "t", "{'layer':{'class_name':'Conv2D','config':{}}}"),
        "\"in\" (InputLayer) has no shape of features, of a series or of an image");
    refused(
        new KerasFixture()
            .input("in", 8, 3)
            .layer("TimeDistributed", "t", "{'layer':{'class_name':'Conv1D','config':{}}}"),
        "\"t\" (TimeDistributed) holds a Conv1D; a Dense can be imported");
    refused(
        new KerasFixture()
            .input("in", 4, 8, 8)
            .layer("BatchNormalization", "n", "{'axis':1}", four, four, four, four),
        "\"n\" (BatchNormalization) goes along the axis 1; the last can be imported");
    refused(
        new KerasFixture()
            .input("in", 3, 8, 8)
            .layer(
                "Conv2D", "c", "{'filters':1,'kernel_size':[1,1],'data_format':'channels_first'}"),
        "\"c\" (Conv2D) has data_format channels_first; channels_last can be imported");
    refused(
        new KerasFixture().input("in", 8, 3).layer("LSTM", "l", "{'units':2,'return_state':true}"),
        "\"l\" (LSTM) has return_state, which cannot be imported");
    refused(
        new KerasFixture().input("in", 8, 3).layer("Add", "a", "{}"),
        "joins fewer than two inputs");
  }

  /** Keras builds such a model at its first batch only, and knows no shape before. */
  @Test
  void aSequentialModelThatWasNeverBuilt() throws IOException {
    Path file = temp.resolve("unbuilt.keras");
    KerasFixture.zip(
        file,
        Map.of(
            "config.json",
            KerasFixture.json(
                    "{'class_name':'Sequential','config':{'name':'s','layers':[{'class_name':'Dense','config':{'name':'d','units':2}}]}}")
                .toString()
                .getBytes(StandardCharsets.UTF_8),
            "metadata.json",
            "{}".getBytes(StandardCharsets.UTF_8),
            "model.weights.h5",
            h5(Map.of())));
    refused(file, "has no shape of features, of a series or of an image that the file tells");
  }

  @Test
  void filesOfWeightsAlone() throws IOException {
    Path weights = temp.resolve("weights.h5");
    Files.write(weights, h5(Map.of("layer_names", "dense")));
    refused(weights, "holds weights only; save the whole model with model.save()");
    Path noModel = temp.resolve("no_model.h5");
    Files.write(noModel, h5(Map.of("keras_version", "2.4.0")));
    refused(noModel, "holds weights only");
    Path empty = temp.resolve("empty.h5");
    Files.write(empty, h5(Map.of("model_config", "")));
    refused(empty, "The description in");
  }

  private byte[] h5(Map<String, String> attributes) throws IOException {
    Path path = Files.createTempFile(temp, "attributes", ".h5");
    try (WritableHdfFile file = HdfFile.write(path)) {
      file.putGroup("layers");
      attributes.forEach(file::putAttribute);
    }
    return Files.readAllBytes(path);
  }
}

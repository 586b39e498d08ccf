package org.dl4jlab.interchange.keras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.RmsProp;

/** Files as Keras 2 wrote them. */
class LegacyFilesTest {

  private static final String SEQUENTIAL =
      "{'class_name':'Sequential','config':{'name':'s','layers':["
          + "{'class_name':'Dense','config':{'name':'first','batch_input_shape':[null,3],'units':4,'activation':'hard_sigmoid'}},"
          + "{'class_name':'LeakyReLU','config':{'name':'leaky','alpha':0.1}},"
          + "{'class_name':'Dense','config':{'name':'last','units':2,'activation':'softmax'}}]}}";

  /** Both inputs are read by the same number of layers, which are then added. */
  private static final String FUNCTIONAL =
      "{'class_name':'Model','config':{'name':'f','layers':["
          + "{'class_name':'InputLayer','config':{'name':'a','batch_input_shape':[null,3]},'name':'a','inbound_nodes':[]},"
          + "{'class_name':'Dense','config':{'name':'first','units':4},'name':'first','inbound_nodes':[[['a',0,0,{}]]]},"
          + "{'class_name':'Dense','config':{'name':'last','units':2},'name':'last','inbound_nodes':[[['first',0,0,{}]]]},"
          + "{'class_name':'Concatenate','config':{'name':'both','axis':-1},'name':'both','inbound_nodes':[[['first',0,0,{}],['last',0,0,{}]]]}],"
          + "'input_layers':[['a',0,0]],'output_layers':[['both',0,0]]}}";

  private static final String TRAINING =
      "{'loss':'categorical_crossentropy','metrics':['accuracy'],'optimizer_config':{'class_name':'RMSprop','config':{'lr':0.0005,'rho':0.8,'epsilon':1e-07,'decay':0.0}}}";

  @TempDir Path temp;

  private final Random random = new Random(2);
  private final Tensor w1 = NaiveKeras.random(random, 3, 4);
  private final Tensor b1 = NaiveKeras.random(random, 4);
  private final Tensor w2 = NaiveKeras.random(random, 4, 2);
  private final Tensor b2 = NaiveKeras.random(random, 2);
  private final Tensor x = NaiveKeras.random(random, 5, 3);

  private Path write(String name, String config) {
    Path path = temp.resolve(name);
    try (WritableHdfFile file = HdfFile.write(path)) {
      file.putAttribute("keras_version", "2.4.0");
      file.putAttribute("model_config", config.replace('\'', '"'));
      file.putAttribute("training_config", TRAINING.replace('\'', '"'));
      WritableGroup weights = file.putGroup("model_weights");
      dense(weights, "first", w1, b1);
      dense(weights, "last", w2, b2);
    }
    return path;
  }

  private static void dense(WritableGroup weights, String name, Tensor kernel, Tensor bias) {
    WritableGroup group = weights.putGroup(name);
    group.putAttribute("weight_names", new String[] {name + "/kernel:0", name + "/bias:0"});
    WritableGroup inner = group.putGroup(name);
    float[][] rows = new float[kernel.shape()[0]][];
    for (int i = 0; i < rows.length; i++) {
      int width = kernel.shape()[1];
      rows[i] = java.util.Arrays.copyOfRange(kernel.data(), i * width, (i + 1) * width);
    }
    inner.putDataset("kernel:0", rows);
    inner.putDataset("bias:0", bias.data());
  }

  @Test
  void aSequentialModel() throws IOException {
    ImportedModel model = KerasImport.read(write("sequential.h5", SEQUENTIAL));
    assertEquals("2.4.0", model.kerasVersion());
    assertTrue(model.compiled());
    RmsProp updater =
        (RmsProp)
            ((org.deeplearning4j.nn.conf.layers.BaseLayer)
                    model.graph().getLayer("last").conf().getLayer())
                .getIUpdater();
    assertEquals(0.0005, updater.getLearningRate());
    assertEquals(0.8, updater.getRmsDecay());
    assertTrue(model.notes().get(0).startsWith("RMSprop adds its epsilon under the root"));
    Tensor hidden =
        NaiveKeras.map(
            NaiveKeras.dense(x, w1, b1.data()), v -> Math.max(0, Math.min(1, 0.2 * v + 0.5)));
    Tensor logits = NaiveKeras.dense(hidden, w2, b2.data());
    float[] expected = new float[10];
    for (int i = 0; i < 10; i++) {
      double other = logits.data()[i ^ 1];
      expected[i] = (float) (1 / (1 + Math.exp(other - logits.data()[i])));
    }
    assertArrayEquals(expected, output(model), 1e-6f);
  }

  @Test
  void aFunctionalModel() throws IOException {
    ImportedModel model =
        KerasImport.read(
            write("functional.h5", FUNCTIONAL), KerasImport.Options.defaults().withoutTraining());
    Tensor first = NaiveKeras.dense(x, w1, b1.data());
    Tensor last = NaiveKeras.dense(first, w2, b2.data());
    assertArrayEquals(NaiveKeras.concatenated(first, last).data(), output(model), 1e-6f);
  }

  private float[] output(ImportedModel model) {
    INDArray output = model.graph().outputSingle(x.array(5, 3));
    return output.dup('c').data().asFloat();
  }

  /** Nothing tells of a changed weight, but all else is noticed, and memory stays bounded. */
  @Test
  @Timeout(120)
  void damagedBytes() throws IOException {
    byte[] whole = Files.readAllBytes(write("whole.h5", SEQUENTIAL));
    Path file = temp.resolve("damaged.h5");
    for (int i = 0; i < 800; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) (i % 2 == 0 ? 0xff : random.nextInt());
      Files.write(file, damaged);
      HostileFilesTest.readOrRefuse(file);
    }
    for (int length = 0; length < whole.length; length += 101) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      HostileFilesTest.readOrRefuse(file);
    }
  }

  @Test
  void aLayerWithoutItsWeights() {
    Path file = write("other.h5", SEQUENTIAL.replace("'last'", "'missing'"));
    String message = assertThrows(UserException.class, () -> KerasImport.read(file)).getMessage();
    assertTrue(
        message.contains("\"missing\" (Dense) has too few weights at model_weights/missing"),
        message);
  }
}

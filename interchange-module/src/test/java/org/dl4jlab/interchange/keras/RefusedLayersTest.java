package org.dl4jlab.interchange.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has no counterpart is named, all of it, and nothing is built. */
class RefusedLayersTest {

  @TempDir Path temp;

  private final Random random = new Random(3);

  private String refused(KerasFixture fixture) throws IOException {
    Path file = fixture.write(temp.resolve("model.keras"));
    String message = assertThrows(UserException.class, () -> KerasImport.read(file)).getMessage();
    assertEquals(1, message.lines().count(), message);
    assertFalse(message.contains("null"), message);
    assertTrue(message.startsWith(file + " cannot be imported: "), message);
    return message;
  }

  private static void assertNames(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  private KerasFixture series() {
    return new KerasFixture().input("in", 5, 3);
  }

  @Test
  void allAtOnceByTheirNames() throws IOException {
    String message =
        refused(
            series()
                .layer("GRU", "my_gru", "{'units':4}")
                .layer("Lambda", "twice", "{'function':'4wAAAAA='}")
                .layer("Attention", "look", "{}")
                .layer("MyLayer", "own", "{}")
                .edit(
                    node ->
                        node.put("module", "models.layers").put("registered_name", "My>MyLayer")));
    assertNames(
        message,
        "\"my_gru\" (GRU) is of a kind that Deeplearning4j does not have, nor a cell with its gates",
        "\"twice\" (Lambda) is Python code, which is never executed",
        "\"look\" (Attention) is of a kind",
        "\"own\" (MyLayer) is a custom object, whose code is not in the file");
  }

  /**
   * What is behind a layer that is refused is looked at all the same, where the file has shapes.
   */
  @Test
  void alsoBehindARefusedLayer() throws IOException {
    String message =
        refused(
            series()
                .layer("GRU", "my_gru", "{'units':4,'return_sequences':true}")
                .layer("Conv1D", "conv", "{'filters':2,'kernel_size':[1],'groups':2}")
                .edit(RefusedLayersTest::withShape));
    assertNames(message, "\"my_gru\"", "\"conv\" (Conv1D) has its channels in groups");
  }

  private static void withShape(ObjectNode node) {
    ObjectNode config = (ObjectNode) node.findValue("args").get(0).get("config");
    config.putArray("shape").addNull().add(5).add(4);
  }

  @Test
  void hyperparametersWithoutCounterpart() throws IOException {
    Tensor w = NaiveKeras.random(random, 3, 4);
    Tensor b = NaiveKeras.random(random, 4);
    assertNames(
        refused(series().layer("Dense", "d", "{'units':4,'activation':'gelu'}", w, b)),
        "\"d\" (Dense) has the activation gelu");
    assertNames(
        refused(
            series()
                .layer(
                    "Dense",
                    "d",
                    "{'units':4,'kernel_constraint':{'class_name':'MaxNorm','config':{}}}",
                    w,
                    b)),
        "has kernel_constraint, which cannot be imported");
    assertNames(
        refused(series().layer("Masking", "m", "{}")),
        "\"m\" (Masking) hides steps from what is behind it (the model's result)");
    assertNames(
        refused(
            series()
                .layer("Masking", "m", "{}")
                .layer("GlobalAveragePooling1D", "g", "{}")
                .layer("Reshape", "r", "{'target_shape':[3]}")),
        "hides steps from what is behind it (GlobalAveragePooling1D)");
    assertNames(
        refused(
            new KerasFixture()
                .input("in", 7)
                .layer(
                    "Embedding",
                    "e",
                    "{'input_dim':9,'output_dim':2,'mask_zero':true}",
                    NaiveKeras.random(random, 9, 2))),
        "\"e\" (Embedding) hides steps from what is behind it (the model's result)");
    assertNames(
        refused(series().layer("Dense", "d", "{'units':-4}", w, b)),
        "has units -4; a whole number above 0 is needed");
    assertNames(
        refused(series().layer("Dense", "d", "{'units':2000000000}", w, b)),
        "has units 2000000000");
    assertNames(
        refused(series().layer("Dense", "d", "{'units':5}", w, b)),
        "layers/dense/vars/0 of the shape 3 x 4, not 3 x 5");
    assertNames(refused(series().layer("Dense", "d", "{'units':4}")), "has no weights at");
  }

  /** Its weights would have to be at both places of the chain. */
  @Test
  void aLayerThatIsAppliedToItsOwnResult() throws IOException {
    Tensor w = NaiveKeras.random(random, 3, 3);
    assertNames(
        refused(
            new KerasFixture()
                .input("in", 3)
                .layer("Dense", "d", "{'units':3,'use_bias':false}", w)
                .again("d", "d")
                .outputs("d")),
        "what the layer \"d\" (Dense) is applied to is missing, or leads back to itself");
  }

  @Test
  void layersThatLeadBackToThemselves() throws IOException {
    KerasFixture circle =
        new KerasFixture()
            .input("in", 3)
            .layer("ReLU", "a", "{}", List.of("b"))
            .layer("ReLU", "b", "{}", List.of("a"));
    assertNames(refused(circle), "\"a\" (ReLU)", "leads back to itself");
  }

  @Test
  void aModelThatIsCode() throws IOException {
    KerasFixture own = new KerasFixture().input("in", 3).layer("ReLU", "a", "{}");
    ObjectNode root = own.config();
    root.put("class_name", "MyModel");
    String message =
        assertThrows(UserException.class, () -> ConfigReader.read(root, "my.keras")).getMessage();
    assertNames(message, "my.keras is of the class MyModel, which is code of its author's");
  }
}

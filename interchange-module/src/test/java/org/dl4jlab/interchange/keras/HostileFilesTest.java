package org.dl4jlab.interchange.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged and malicious files: one line each, and no more memory than the file is worth. */
@Timeout(120)
class HostileFilesTest {

  /** What reading a file of a few kilobytes may take. */
  private static final long MOST_BYTES = 64L << 20;

  @TempDir Path temp;

  private Path whole;
  private final Map<String, byte[]> entries = new HashMap<>();

  @BeforeEach
  void writeOne() throws IOException {
    Random random = new Random(1);
    whole =
        new KerasFixture()
            .input("in", 3)
            .layer(
                "Dense",
                "d",
                "{'units':4}",
                NaiveKeras.random(random, 3, 4),
                NaiveKeras.random(random, 4))
            .write(temp.resolve("whole.keras"));
    try (ZipFile zip = new ZipFile(whole.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
  }

  private static String refused(Path file) {
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = memory.getCurrentThreadAllocatedBytes();
    String message = assertThrows(UserException.class, () -> KerasImport.read(file)).getMessage();
    long taken = memory.getCurrentThreadAllocatedBytes() - before;
    assertTrue(taken < MOST_BYTES, taken + " bytes for " + message);
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.contains(file.getFileName().toString()), message);
    assertFalse(message.matches(".*(\\bnull\\b|Exception|io\\.jhdf|java\\.).*"), message);
    return message;
  }

  private Path changed(String name, byte[] content) throws IOException {
    Map<String, byte[]> all = new HashMap<>(entries);
    all.put(name, content);
    Path file = temp.resolve("changed.keras");
    KerasFixture.zip(file, all);
    return file;
  }

  private Path changed(String name, String content) throws IOException {
    return changed(name, content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void truncatedAnywhere() throws IOException {
    byte[] bytes = Files.readAllBytes(whole);
    Path file = temp.resolve("cut.keras");
    for (int length = 0; length < bytes.length; length += 97) {
      Files.write(file, java.util.Arrays.copyOf(bytes, length));
      refused(file);
    }
  }

  @Test
  void anArchiveWhoseNamesLeadOut() throws IOException {
    assertTrue(refused(changed("../../evil", "x")).contains("leads out of the archive"));
    assertTrue(refused(changed("/etc/evil", "x")).contains("leads out of the archive"));
  }

  @Test
  void anArchiveThatLacksAPart() throws IOException {
    entries.remove("metadata.json");
    assertTrue(refused(changed("more.txt", "x")).contains("it lacks metadata.json"));
  }

  @Test
  void anArchiveThatGrows() throws IOException {
    assertTrue(refused(changed("model.weights.h5", new byte[64 << 20])).contains("more than"));
  }

  @Test
  void aDescriptionOfTenThousandLevels() throws IOException {
    String deep = "[".repeat(10_000) + "]".repeat(10_000);
    assertTrue(
        refused(changed("config.json", "{\"config\":" + deep + "}")).contains("config.json"));
    refused(changed("config.json", "[1]"));
    refused(changed("config.json", "{}"));
    refused(changed("config.json", "{\"class_name\": \"Functional\", \"config\": null}"));
    refused(changed("config.json", "not even"));
  }

  @Test
  void modelsWithinModelsWithoutEnd() throws IOException {
    String model = "{\"class_name\":\"ReLU\",\"config\":{\"name\":\"r\"}}";
    for (int i = 0; i < 30; i++) {
      model =
          "{\"class_name\":\"Sequential\",\"config\":{\"name\":\"s\",\"layers\":[%s]}}"
              .formatted(model);
    }
    assertTrue(refused(changed("config.json", model)).contains("nested too deeply"));
  }

  /** Whatever byte of the weights is another: the sum tells. */
  @Test
  void weightsThatAreNotWhatTheyWere() throws IOException {
    byte[] bytes = Files.readAllBytes(whole);
    byte[] weights = entries.get("model.weights.h5");
    for (int i = 0; i < bytes.length; i += 211) {
      byte[] flipped = bytes.clone();
      flipped[i] ^= 0x10;
      Path file = temp.resolve("flipped.keras");
      Files.write(file, flipped);
      readOrRefuse(file);
    }
    assertTrue(weights.length > 0);
  }

  /** Weights whose own structure is damaged, in an archive that is sound. */
  @Test
  void anHdf5OfNonsense() throws IOException {
    byte[] weights = entries.get("model.weights.h5");
    Random random = new Random(4);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = weights.clone();
      for (int j = 0; j < 1 + i % 8; j++) {
        damaged[random.nextInt(damaged.length)] =
            (byte) (random.nextBoolean() ? 0xff : random.nextInt());
      }
      Path file = temp.resolve("damaged.h5");
      Files.write(file, damaged);
      Path archive = changed("model.weights.h5", damaged);
      readOrRefuse(archive);
    }
  }

  static void readOrRefuse(Path file) throws IOException {
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = memory.getCurrentThreadAllocatedBytes();
    try {
      KerasImport.read(file);
    } catch (UserException e) {
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
    long taken = memory.getCurrentThreadAllocatedBytes() - before;
    assertTrue(taken < MOST_BYTES, taken + " bytes");
  }

  /** Whoever reads from the front sees another file than whoever reads the directory. */
  @Test
  void anArchiveOfTwoMinds() throws IOException {
    byte[] bytes = Files.readAllBytes(whole);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("config.json") + 1] = 'X';
    Path file = temp.resolve("changed.keras");
    Files.write(file, bytes);
    assertTrue(refused(file).contains("its directory and its content tell different things"));
    bytes[text.indexOf("config.json") + 1] = 'o';
    bytes[text.lastIndexOf("config.json") + 1] = 'X';
    Files.write(file, bytes);
    refused(file);
  }

  @Test
  void anArchiveThatHoldsAPartTwice() throws IOException {
    entries.put("config.jso0", "{}".getBytes(StandardCharsets.UTF_8));
    byte[] bytes = Files.readAllBytes(changed("metadata.json", "{}"));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (int at = text.indexOf("config.jso0"); at >= 0; at = text.indexOf("config.jso0", at + 1)) {
      bytes[at + 10] = 'n';
    }
    Path file = Files.write(temp.resolve("twice.keras"), bytes);
    assertTrue(refused(file).contains("it holds config.json twice"));
  }

  /** A text of 64 MB that is 64 KB in the archive. */
  @Test
  void aDescriptionThatGrows() throws IOException {
    String text = "{\"a\":\"" + "x".repeat(64 << 20) + "\"}";
    assertTrue(refused(changed("config.json", text)).contains("more than"));
    String many = "{\"a\":[" + "[],".repeat(10 << 20) + "[]]}";
    assertTrue(refused(changed("config.json", many)).contains("more than"));
  }

  private KerasFixture sound() {
    return new KerasFixture().input("in", 3);
  }

  private String refused(KerasFixture fixture) throws IOException {
    return refused(fixture.write(temp.resolve("model.keras")));
  }

  @Test
  void sizesBeyondAllMeasure() throws IOException {
    assertTrue(
        refused(sound().layer("Dense", "d", "{'units':2147483648}")).contains("units 2147483648"));
    refused(sound().layer("Dense", "d", "{'units':1073741824}"));
    refused(
        sound()
            .layer("Dense", "d", "{'units':1073741824}")
            .layer("Reshape", "r", "{'target_shape':[32768,32768,1]}"));
    refused(new KerasFixture().input("in", 30_000, 30_000, 3).layer("Flatten", "f", "{}"));
    refused(new KerasFixture().input("in", 20_000, 20_000, 3).layer("Flatten", "f", "{}"));
    refused(
        new KerasFixture()
            .input("in", 100_000)
            .layer("LayerNormalization", "n", "{'center':false,'scale':false}"));
    refused(sound().layer("RepeatVector", "r", "{'n':1073741824}").layer("Flatten", "f", "{}"));
    refused(new KerasFixture().input("in", 1 << 30, 1 << 30, 1 << 30).layer("Flatten", "f", "{}"));
  }

  @Test
  void layersWithoutEnd() throws IOException {
    StringBuilder layers = new StringBuilder();
    for (int i = 0; i < 11_000; i++) {
      layers.append("{\"class_name\":\"ReLU\",\"config\":{\"name\":\"%d\"}},".formatted(i));
    }
    String model =
        "{\"class_name\":\"Sequential\",\"config\":{\"name\":\"s\",\"layers\":[%s{}]}}"
            .formatted(layers);
    String message = refused(changed("config.json", model));
    assertTrue(message.contains("more than 10000 layers"), message);
  }

  /** Each layer waits for the one behind it in the list. */
  @Test
  void layersInReverse() throws IOException {
    KerasFixture fixture = sound();
    int count = 3000;
    for (int i = count; i > 0; i--) {
      fixture.layer("ReLU", "r" + i, "{}", List.of(i == 1 ? "in" : "r" + (i - 1)));
    }
    Path file = fixture.outputs("r" + count).write(temp.resolve("reverse.keras"));
    assertTimeout(Duration.ofSeconds(10), () -> KerasImport.read(file));
  }

  /** A layer that is applied again and again. */
  @Test
  void applicationsWithoutEnd() throws IOException {
    KerasFixture fixture =
        sound()
            .layer("ReLU", "r", "{}")
            .edit(
                node -> {
                  var calls = (ArrayNode) node.path("inbound_nodes");
                  for (int i = 0; i < 11_000; i++) {
                    calls.add(calls.get(0));
                  }
                });
    assertTrue(refused(fixture).contains("applies its layers more than 10,000 times"));
  }

  @Test
  void namesThatAreTakenTwice() throws IOException {
    assertTrue(
        refused(sound().layer("ReLU", "r", "{}").layer("ReLU", "r", "{}"))
            .contains("two layers are called r"));
    assertTrue(refused(sound().layer("ReLU", "in", "{}")).contains("two layers"));
  }

  /** Who trained it has noticed nothing; whoever imports it is told. */
  @Test
  void weightsThatAreNoNumbers() throws IOException {
    Tensor w = new Tensor(new float[] {1, Float.NaN, 2}, 3, 1);
    ImportedModel model =
        KerasImport.read(
            sound()
                .layer("Dense", "d", "{'units':1,'use_bias':false}", w)
                .write(temp.resolve("model.keras")));
    assertTrue(
        model.notes().stream()
            .anyMatch(note -> note.startsWith("Warning: not all weights of \"d\" are numbers")),
        model.notes().toString());
  }

  @Test
  void whatIsNoModelAtAll() throws IOException {
    Path text = Files.writeString(temp.resolve("notes.txt"), "import keras");
    assertTrue(refused(text).contains("neither a .keras file nor an .h5 file"));
    assertTrue(refused(temp.resolve("missing.keras")).contains("There is no file"));
    Path weights = temp.resolve("weights.h5");
    Files.write(weights, entries.get("model.weights.h5"));
    assertTrue(refused(weights).contains("holds weights only"));
  }
}

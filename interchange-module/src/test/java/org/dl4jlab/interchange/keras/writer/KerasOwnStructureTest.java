package org.dl4jlab.interchange.keras.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.dl4jlab.interchange.LectureNetworks;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Entry by entry beside what Keras itself wrote for the lecture's networks: {@code
 * lecture_dense.keras} and so on in the folder that the variable names.
 */
@EnabledIfEnvironmentVariable(named = "DL4JLAB_KERAS_MODELS", matches = ".+")
class KerasOwnStructureTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(LectureNetworks.class)
  void asKerasWritesIt(LectureNetworks lecture) throws Exception {
    Path file = folder.resolve("model.keras");
    LectureFiles.export(lecture).write(file);
    KerasFile ours = KerasFile.read(file);
    Path models = Path.of(System.getenv("DL4JLAB_KERAS_MODELS"));
    KerasFile theirs =
        KerasFile.read(models.resolve("lecture_%s.keras".formatted(lecture.name().toLowerCase())));
    assertEquals(theirs.entries(), ours.entries());
    assertEquals(normal(theirs, false).toPrettyString(), normal(ours, true).toPrettyString());
    assertEquals(
        String.join("\n", theirs.arrays()),
        ours.arrays().stream()
            .filter(path -> !path.startsWith("/optimizer"))
            .collect(Collectors.joining("\n"))
            .replace("250", "25"));
  }

  /** With layers named by their places, and the filters of the sentiment network in small. */
  private static JsonNode normal(KerasFile file, boolean ours) throws Exception {
    ObjectNode config = file.config();
    config.remove("compile_config");
    String text = config.toString();
    int place = 0;
    for (JsonNode layer : config.at("/config/layers")) {
      text = renamed(text, layer.at("/config/name").asText(), "layer " + place++);
    }
    text = renamed(text, config.at("/config/name").asText(), "model");
    text = text.replaceAll("\"shared_object_id\":\\d+", "\"shared_object_id\":1");
    return KerasFile.JSON.readTree(ours ? text.replaceAll("\\b250\\b", "25") : text);
  }

  private static String renamed(String text, String from, String to) {
    return text.replace("\"name\":\"" + from + "\"", "\"name\":\"" + to + "\"")
        .replace("[\"" + from + "\",0,0]", "[\"" + to + "\",0,0]");
  }
}

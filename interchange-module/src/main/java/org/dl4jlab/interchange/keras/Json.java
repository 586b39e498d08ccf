package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.dl4jlab.UserException;

/** JSON from a file that nobody vouches for. */
final class Json {

  private static final int DEEPEST = 200;
  private static final int LONGEST_NAME = 10_000;

  /** Python writes what JSON has no word for. */
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNameLength(LONGEST_NAME)
                          .build())
                  .build())
          .configure(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature(), true);

  private Json() {}

  /**
   * @param what the text is, for the message
   * @throws UserException when it is no JSON, or nested too deeply
   */
  static JsonNode parse(String text, String what) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (!node.isObject()) {
        throw new UserException("%s is no JSON object".formatted(what));
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new UserException(
          "%s is no JSON that Keras writes (line %d)"
              .formatted(what, e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          e);
    }
  }

  /** A value that is neither missing nor null. */
  static boolean has(JsonNode node, String name) {
    return !node.path(name).isNull() && !node.path(name).isMissingNode();
  }

  /** Missing where it is null. */
  static JsonNode get(JsonNode node, String name) {
    return has(node, name) ? node.path(name) : MissingNode.getInstance();
  }
}

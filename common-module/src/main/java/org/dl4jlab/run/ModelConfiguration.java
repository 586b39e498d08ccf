package org.dl4jlab.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;

/** Reads a network's configuration as DL4J writes it, in JSON that names DL4J's classes. */
final class ModelConfiguration {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String CLASS = "@class";

  /** Jackson loads whatever class is named before it asks whether that fits. */
  private static final List<String> PACKAGES = List.of("org.deeplearning4j.", "org.nd4j.");

  private ModelConfiguration() {}

  /**
   * @throws ModelArchive.DamagedException when it is none of a graph, or names a class that is
   *     neither DL4J's nor ND4J's
   */
  static ComputationGraphConfiguration of(String json) throws IOException {
    requireKnownClasses(json);
    try {
      ComputationGraphConfiguration configuration = ComputationGraphConfiguration.fromJson(json);
      if (configuration.getVertices() == null || configuration.getVertices().isEmpty()) {
        throw new ModelArchive.DamagedException("its configuration is none of a graph");
      }
      return configuration;
    } catch (RuntimeException | LinkageError e) {
      throw damaged(e);
    }
  }

  /** How many numbers the parameters are, found without making room for them. */
  static long parameters(ComputationGraphConfiguration configuration) throws IOException {
    long count = 0;
    try {
      for (GraphVertex vertex : configuration.getVertices().values()) {
        long own = vertex.numParams(true);
        count = Math.addExact(count, own);
        if (own < 0) {
          throw new ModelArchive.DamagedException("its configuration has a layer of negative size");
        }
      }
    } catch (RuntimeException e) {
      throw damaged(e);
    }
    return count;
  }

  /** DL4J's own words, which name classes of Java, are left to the cause. */
  static ModelArchive.DamagedException damaged(Throwable cause) {
    return new ModelArchive.DamagedException("its configuration is damaged", cause);
  }

  private static void requireKnownClasses(String json) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME && parser.currentName().equals(CLASS)) {
          String name = parser.nextTextValue();
          if (name == null || PACKAGES.stream().noneMatch(name::startsWith)) {
            throw new ModelArchive.DamagedException(
                "its configuration asks for code that is not part of DL4J");
          }
        }
      }
    } catch (JsonProcessingException e) {
      throw new ModelArchive.DamagedException(
          "its configuration is damaged: " + JsonProblem.of(e), e);
    }
  }
}

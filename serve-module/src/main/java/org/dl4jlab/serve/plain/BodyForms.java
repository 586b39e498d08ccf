package org.dl4jlab.serve.plain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dl4jlab.serve.model.Body;
import org.dl4jlab.serve.model.Refusal;

/** The forms in which a sample comes: as it is, as a part of a form, as a text in JSON. */
final class BodyForms {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEXT = "text";

  /** What curl says of any body unless it is told otherwise. */
  private static final String UNTOLD = "application/x-www-form-urlencoded";

  private static final Pattern CHARSET = parameter("charset");

  private BodyForms() {}

  /** {@code ; name=value} or {@code ; name="value"}. */
  static Pattern parameter(String name) {
    return Pattern.compile(";\\s*" + name + "\\s*=\\s*\"?([^\\s\";]+)", Pattern.CASE_INSENSITIVE);
  }

  /**
   * @param contentType the header, null where there is none
   * @throws Refusal when there is no sample in it
   */
  static Body body(String contentType, ByteBuffer content) {
    if (!content.hasRemaining()) {
      throw Refusal.badRequest("The body is empty");
    }
    String type = type(contentType);
    return switch (type) {
      case "multipart/form-data" -> MultipartForm.onlyPart(contentType, content);
      case "application/json" -> ofJson(content);
      default -> of(contentType, content);
    };
  }

  /** A body, or a part of one, that is the sample itself. */
  static Body of(String contentType, ByteBuffer content) {
    String type = type(contentType);
    return new Body(
        type.equals(UNTOLD) ? "" : type, parameter(CHARSET, contentType).orElse(null), content);
  }

  /** What a header of a content's type says besides. */
  static Optional<String> parameter(Pattern parameter, String contentType) {
    Matcher matcher = parameter.matcher(contentType == null ? "" : contentType);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String type(String contentType) {
    return contentType == null ? "" : contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
  }

  private static Body ofJson(ByteBuffer content) {
    try {
      JsonNode text =
          JSON.readTree(
                  content.array(), content.arrayOffset() + content.position(), content.remaining())
              .path(TEXT);
      if (!text.isTextual()) {
        throw Refusal.badRequest("The JSON must be an object such as {\"text\": \"…\"}");
      }
      return new Body(
          "text/plain",
          StandardCharsets.UTF_8.name(),
          ByteBuffer.wrap(text.textValue().getBytes(StandardCharsets.UTF_8)));
    } catch (JsonProcessingException e) {
      throw Refusal.badRequest("The body is no JSON");
    } catch (IOException e) {
      throw new UncheckedIOException(e); // an array can always be read
    }
  }
}

package org.dl4jlab.serve.plain;

import io.undertow.server.DefaultByteBufferPool;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.MultipartParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.dl4jlab.serve.model.Body;
import org.dl4jlab.serve.model.Refusal;

/** A form with one part, as browsers and {@code curl -F} send files (RFC 7578). */
final class MultipartForm implements MultipartParser.PartHandler {

  private static final Pattern BOUNDARY = BodyForms.parameter("boundary");

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private String type;
  private int parts;

  private MultipartForm() {}

  static Body onlyPart(String contentType, ByteBuffer body) {
    String boundary =
        BodyForms.parameter(BOUNDARY, contentType)
            .orElseThrow(() -> Refusal.badRequest("The form has no boundary"));
    MultipartForm form = new MultipartForm();
    try (DefaultByteBufferPool buffers = new DefaultByteBufferPool(false, 1 << 10)) {
      MultipartParser.ParseState parser =
          MultipartParser.beginParse(
              buffers,
              form,
              boundary.getBytes(StandardCharsets.ISO_8859_1),
              StandardCharsets.UTF_8.name());
      parser.parse(body);
      if (!parser.isComplete() || form.parts == 0) {
        throw Refusal.badRequest("The form has no end, or no part");
      }
    } catch (Refusal e) {
      throw e;
    } catch (IOException | RuntimeException e) { // the parser trusts in what it reads
      throw Refusal.badRequest("The form is malformed");
    }
    return BodyForms.of(form.type, ByteBuffer.wrap(form.content.toByteArray()));
  }

  @Override
  public void beginPart(HeaderMap headers) {
    if (++parts > 1) {
      throw Refusal.badRequest("The form must have one part, an image or a text");
    }
    type = headers.getFirst(Headers.CONTENT_TYPE);
  }

  @Override
  public void data(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    content.write(bytes, 0, bytes.length);
  }

  @Override
  public void endPart() {
    // The next one is refused where it begins.
  }
}

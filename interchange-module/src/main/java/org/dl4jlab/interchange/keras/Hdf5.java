package org.dl4jlab.interchange.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ContiguousDataset;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dl4jlab.UserException;

/**
 * An HDF5 file that nobody vouches for. Nothing is read but what is asked for by its path, and
 * never more than the file is long; links out of the file are not followed.
 */
final class Hdf5 implements AutoCloseable {

  private static final int MOST_TEXTS = 100_000;

  private final String name;
  private final long length;
  private final HdfFile hdf;

  /**
   * In memory, where no address can lead farther than to its end.
   *
   * @param name for messages
   * @throws UserException when it is no HDF5
   */
  Hdf5(ByteBuffer bytes, String name) {
    this.name = name;
    this.length = bytes.capacity();
    this.hdf =
        sound(
            () -> {
              if (!Hdf5Structure.isSound(bytes)) {
                throw damaged(null);
              }
              return HdfFile.fromByteBuffer(bytes);
            });
  }

  /**
   * Of a file.
   *
   * @throws UserException when it is no HDF5
   */
  static Hdf5 open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new UserException("%s is larger than 2 GB".formatted(file));
      }
      return new Hdf5(
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), file.toString());
    }
  }

  /** A text or several, or nothing. Keras cuts long lists into {@code name0}, {@code name1}. */
  Optional<List<String>> texts(String group, String attribute) {
    Optional<List<String>> whole = part(group, attribute);
    if (whole.isPresent()) {
      return whole;
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; parts.size() <= MOST_TEXTS; i++) {
      Optional<List<String>> part = part(group, attribute + i);
      if (part.isEmpty()) {
        break;
      }
      parts.addAll(part.get());
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(parts);
  }

  private Optional<List<String>> part(String group, String attribute) {
    return sound(
        () ->
            node(group)
                .map(node -> node.getAttribute(attribute))
                .filter(found -> !found.isEmpty())
                .map(this::texts));
  }

  private List<String> texts(Attribute attribute) {
    if (attribute.getSizeInBytes() > length || attribute.getSize() > MOST_TEXTS) {
      throw damaged(null);
    }
    Object data = attribute.getData();
    return data instanceof Object[] several
        ? Arrays.stream(several).map(String::valueOf).toList()
        : List.of(String.valueOf(data));
  }

  /** Numbers at a path of the names of groups, if they are there. */
  Optional<StoredArray> array(String path) {
    return sound(() -> node(path).map(node -> stored(path, node)));
  }

  private StoredArray stored(String path, Node node) {
    // Keras writes neither chunks nor compression: what is read is never longer than the file.
    if (!(node instanceof ContiguousDataset dataset) || dataset.getSizeInBytes() > length) {
      throw new UserException(
          "%s holds %s in a form that Keras does not write".formatted(name, path));
    }
    return new StoredArray(
        path, dataset.getDimensions(), () -> sound(() -> floats(path, dataset.getDataFlat())));
  }

  private float[] floats(String path, Object data) {
    if (data instanceof float[] floats) {
      return floats;
    }
    if (data instanceof Number one) {
      return new float[] {one.floatValue()};
    }
    if (data.getClass().isArray() && data.getClass().getComponentType().isPrimitive()) {
      float[] floats = new float[Array.getLength(data)];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) Array.getDouble(data, i);
      }
      return floats;
    }
    throw new UserException("%s holds %s as something else than numbers".formatted(name, path));
  }

  private Optional<Node> node(String path) {
    Node node = hdf;
    for (String part : path.split("/")) {
      if (part.isEmpty()) {
        continue;
      }
      // A link is taken for missing: it may lead to another file, or to itself.
      node = node instanceof Group group ? group.getChild(part) : null;
      if (node == null || node.isLink()) {
        return Optional.empty();
      }
    }
    return Optional.of(node);
  }

  /**
   * The library throws whatever its arithmetic comes to where a file's bytes are not what they
   * should be, and makes arrays as long as these say.
   */
  private <T> T sound(Supplier<T> read) {
    try {
      return read.get();
    } catch (UserException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw damaged(e);
    }
  }

  private UserException damaged(Throwable cause) {
    return new UserException("%s is damaged, or no HDF5 of Keras'".formatted(name), cause);
  }

  @Override
  public void close() {
    hdf.close();
  }
}

package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * What is in a {@code .keras} file.
 *
 * @param entries the names of the zip's entries
 * @param config its {@code config.json}
 * @param arrays path and shape of each array, and the paths of groups with a name, sorted
 */
record KerasFile(List<String> entries, ObjectNode config, List<String> arrays) {

  static final ObjectMapper JSON = new ObjectMapper();

  static KerasFile read(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> entries = zip.stream().map(entry -> entry.getName()).toList();
      ObjectNode config;
      try (InputStream in = zip.getInputStream(zip.getEntry("config.json"))) {
        config = (ObjectNode) JSON.readTree(in);
      }
      List<String> arrays = new ArrayList<>();
      try (InputStream in = zip.getInputStream(zip.getEntry("model.weights.h5"));
          HdfFile hdf = HdfFile.fromInputStream(in)) {
        collect(hdf, arrays);
      }
      arrays.sort(null);
      return new KerasFile(entries, config, arrays);
    }
  }

  private static void collect(Group group, List<String> arrays) {
    for (Node node : group) {
      if (node instanceof Dataset dataset) {
        arrays.add(
            "%s %s %s"
                .formatted(
                    node.getPath(),
                    dataset.getDataType().getJavaType(),
                    Arrays.toString(dataset.getDimensions())));
      } else {
        Attribute name = node.getAttribute("name");
        arrays.add(node.getPath() + (name == null ? "" : " named"));
        collect((Group) node, arrays);
      }
    }
  }
}

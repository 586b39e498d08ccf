/** Word vectors: reading and writing the usual files, training, looking up. */
package org.dl4jlab.imdb.vectors;

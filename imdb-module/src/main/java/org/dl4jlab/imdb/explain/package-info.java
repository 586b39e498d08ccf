/** Which words decided what the network says of a text. */
package org.dl4jlab.imdb.explain;

/** Pictures of any format, decoded with their colours and their upright side, at one small size. */
package org.dl4jlab.cifar.pictures;

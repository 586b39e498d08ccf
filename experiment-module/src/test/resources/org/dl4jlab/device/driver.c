/* Answers as the CUDA driver does: signatures and codes of the CUDA Driver API, figures by -D. */
#include <stddef.h>
#include <string.h>

#define OK 0
#define INVALID_VALUE 1
#define NO_CONTEXT 201

typedef int CUdevice;
typedef struct { char bytes[16]; } CUuuid;
static int context, current, retained;

int cuDriverGetVersion(int *version) { *version = VERSION; return OK; }
int cuInit(unsigned flags) { return flags == 0 ? INIT : INVALID_VALUE; }
int cuDeviceGetCount(int *count) { *count = COUNT; return OK; }
int cuDeviceGet(CUdevice *device, int ordinal) {
  if (ordinal < 0 || ordinal >= COUNT) return INVALID_VALUE;
  *device = ordinal + 5;
  return OK;
}
int cuDeviceGetName(char *name, int length, CUdevice device) {
  if (length < 16 || device < 5) return INVALID_VALUE;
  strcpy(name, device == 5 ? "NVIDIA First" : "NVIDIA Second");
  return OK;
}
int cuDeviceGetUuid(CUuuid *uuid, CUdevice device) {
  for (int i = 0; i < 16; i++) uuid->bytes[i] = (char) (0xF0 + i);
  return device < 5 ? INVALID_VALUE : OK;
}
int cuDeviceTotalMem_v2(size_t *bytes, CUdevice device) {
  *bytes = (size_t) 24 << 30;
  return device < 5 ? INVALID_VALUE : OK;
}
int cuDeviceGetAttribute(int *value, int attribute, CUdevice device) {
  if (device < 5) return INVALID_VALUE;
  if (attribute == 75) *value = device == 5 ? 8 : 9;
  else if (attribute == 76) *value = device == 5 ? 6 : 0;
  else return INVALID_VALUE;
  return OK;
}
int cuDevicePrimaryCtxRetain(void **result, CUdevice device) {
  if (RETAIN == OK) { *result = &context; retained = device; }
  return RETAIN;
}
int cuDevicePrimaryCtxRelease_v2(CUdevice device) { return device == retained ? OK : INVALID_VALUE; }
int cuCtxPushCurrent_v2(void *pushed) {
  current = pushed == &context;
  return current ? OK : NO_CONTEXT;
}
int cuCtxPopCurrent_v2(void **popped) { *popped = &context; current = 0; return OK; }
int cuMemGetInfo_v2(size_t *free, size_t *total) {
  *free = (size_t) 20 << 30;
  *total = (size_t) 24 << 30;
  return current ? OK : NO_CONTEXT;
}
int cuGetErrorName(int error, const char **name) {
  *name = error == 46 ? "CUDA_ERROR_DEVICE_UNAVAILABLE" : "CUDA_ERROR_UNKNOWN";
  return OK;
}

#ifndef HEARKEN_CSODIUM_H
#define HEARKEN_CSODIUM_H
#include <sodium.h>
#endif

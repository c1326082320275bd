/*
 * Between these two stands what the library shows: the rest of it is hidden
 * from the programs that link it. C++ may call it too.
 */
#ifndef DGG_EXPORT_H
#define DGG_EXPORT_H

#ifdef __cplusplus
#define DGG_BEGIN_DECLS _Pragma("GCC visibility push(default)") extern "C" {
#define DGG_END_DECLS \
    }                 \
    _Pragma("GCC visibility pop")
#else
#define DGG_BEGIN_DECLS _Pragma("GCC visibility push(default)")
#define DGG_END_DECLS   _Pragma("GCC visibility pop")
#endif

#endif

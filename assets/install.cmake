# What `cmake --install` puts where. Nothing of it holds the path of the prefix,
# so that the tree can be moved.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

list(JOIN NETWORK_MODULES " " MODULES)
set(HEADERS_DIR ${CMAKE_INSTALL_INCLUDEDIR}/dgg)
set(PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/dgg)

file(GLOB PUBLIC_HEADERS CONFIGURE_DEPENDS src/dgg.h src/dgg_*.h)
file(GLOB EXAMPLES CONFIGURE_DEPENDS tests/examples/*.c)
file(GLOB MANUALS CONFIGURE_DEPENDS assets/*.1)

install(TARGETS dgg)
install(FILES ${PUBLIC_HEADERS} DESTINATION ${HEADERS_DIR})
install(FILES LICENSE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${EXAMPLES} DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
install(FILES ${MANUALS} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

# install_library KIND: libdgg_KIND, for CMake dgg::KIND.
function(install_library kind)
    install(TARGETS libdgg_${kind} EXPORT dgg-${kind}
            INCLUDES DESTINATION ${HEADERS_DIR})
    install(EXPORT dgg-${kind} NAMESPACE dgg:: DESTINATION ${PACKAGE_DIR})
endfunction()

install_library(static)
if(DGG_SHARED)
    install_library(shared)
endif()

configure_package_config_file(assets/dgg-config.cmake.in dgg-config.cmake
    INSTALL_DESTINATION ${PACKAGE_DIR}
    NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(dgg-config-version.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/dgg-config.cmake
              ${PROJECT_BINARY_DIR}/dgg-config-version.cmake
        DESTINATION ${PACKAGE_DIR})

# pkg-config: who links the shared library needs none of those it stands on.
set(KIND_OF_REQUIRES Requires)
if(DGG_SHARED)
    set(KIND_OF_REQUIRES Requires.private)
endif()
cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX
           BASE_DIRECTORY ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig
           OUTPUT_VARIABLE PREFIX_FROM_PC)
cmake_path(APPEND LIBDIR "\${prefix}" ${CMAKE_INSTALL_LIBDIR})
cmake_path(APPEND INCLUDEDIR "\${prefix}" ${HEADERS_DIR})
foreach(name libdgg libdgg-static)
    configure_file(assets/${name}.pc.in ${name}.pc @ONLY)
    install(FILES ${PROJECT_BINARY_DIR}/${name}.pc
            DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endforeach()

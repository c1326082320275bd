#include "server_log_service.h"

#include "server_archive.h"
#include "server_search.h"

bool server_log_service_give(server_visit *v) {
    return server_search_give(v) || server_archive_give(v);
}

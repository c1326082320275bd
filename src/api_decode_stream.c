/* What is live, and what can be seen later. */
#include "api_fields.h"

static dgg_stream read_stream(api_reader *r, json_value object) {
    return (dgg_stream){
        .platform = api_name(r, object, "platform"),
        .id = api_id(r, object, "id"),
        .kind = api_name(r, object, "type"),
        .is_live = api_flag(object, "live"),
        .game = api_text(r, object, "game"),
        .preview_url = api_text(r, object, "preview"),
        .title = api_text(r, object, "status_text"),
        .started_ms = api_date(r, object, "started_at"),
        .ended_ms = api_date(r, object, "ended_at"),
        .duration_s = api_quantity(object, "duration"),
        .viewers = api_quantity(object, "viewers"),
    };
}

/* Until 2021 `host`, then `hostedChannel`; the name's key changed as well. */
static dgg_hosting read_hosting(api_reader *r, json_value root) {
    json_value host = json_get(root, "hostedChannel");
    host = json_exists(host) ? host : json_get(root, "host");
    const char *name = api_text(r, host, "display_name");
    return (dgg_hosting){
        .id = api_id(r, host, "id"),
        .name = name[0] != '\0' ? name : api_text(r, host, "name"),
        .url = api_text(r, host, "url"),
        .preview_url = api_text(r, host, "preview"),
    };
}

static void add(dgg_stream_info *info, dgg_stream *list,
                const dgg_stream *found) {
    list[info->count++] = *found;
    info->is_live |= found->is_live;
    info->viewers += found->is_live ? found->viewers : 0;
}

/* Before 2023 the objects do not say their platform; the key does. */
static const char *const platforms[] = {"twitch", "youtube", "facebook",
                                        "rumble", "kick"};
enum { PLATFORMS = sizeof platforms / sizeof *platforms };

static void read_streams(api_reader *r, json_value streams,
                         dgg_stream_info *info, dgg_stream *list) {
    for (size_t i = 0; i < PLATFORMS; i++) {
        json_value object = json_get(streams, platforms[i]);
        if (json_typeof(object) != JSON_OBJECT) {
            continue;
        }
        dgg_stream found = read_stream(r, object);
        found.platform = platforms[i];
        if (found.id[0] == '\0') {
            found.id = api_id(r, object, "videoId");
        }
        add(info, list, &found);
    }
}

dgg_error api_decode_stream(json_value found, arena *memory,
                            dgg_api_answer *answer) {
    api_reader r = {.memory = memory};
    json_value streams = json_get(found, "streams");
    bool is_flat = json_exists(json_get(found, "live"));
    if (!json_exists(streams) && !is_flat) {
        return DGG_ERROR_NOT_JSON;
    }
    dgg_stream *list = arena_alloc(memory, PLATFORMS * sizeof *list);
    if (list == NULL) {
        return DGG_ERROR_MEMORY;
    }
    dgg_stream_info *info = &answer->as.stream;
    *info = (dgg_stream_info){.list = list};
    info->hosting = read_hosting(&r, found);
    if (json_exists(streams)) {
        read_streams(&r, streams, info, list);
    } else {
        const dgg_stream only = read_stream(&r, found);
        add(info, list, &only);
    }
    return api_reader_end(&r);
}

static dgg_video read_video(api_reader *r, json_value entry) {
    const char *thumbnail = api_text(r, entry, "mediumThumbnailUrl");
    const char *url = api_text(r, entry, "url");
    return (dgg_video){
        .id = api_id(r, entry, "id"),
        .title = api_text(r, entry, "title"),
        .url = url[0] != '\0' ? url : api_text(r, entry, "embedUrl"),
        .thumbnail_url = thumbnail[0] != '\0'
                             ? thumbnail
                             : api_text(r, entry, "thumbnailHref"),
        .start_ms = api_date(r, entry, "streamStartTime"),
        .end_ms = api_date(r, entry, "streamEndTime"),
        .viewers = api_quantity(entry, "streamViewers"),
    };
}

dgg_error api_decode_videos(json_value found, arena *memory,
                            dgg_api_answer *answer) {
    api_reader r = {.memory = memory};
    if (!api_is_list(found) && json_typeof(found) != JSON_NULL) {
        return DGG_ERROR_NOT_JSON;
    }
    size_t capacity = 0;
    dgg_video *list = api_room(&r, found, sizeof *list, &capacity);
    size_t count = 0;
    json_value entry = json_first(found);
    for (size_t i = 0; i < capacity; i++, entry = json_next(found, entry)) {
        list[count] = read_video(&r, entry);
        count += list[count].id[0] != '\0';
    }
    answer->as.videos = (dgg_videos){list, count};
    return api_reader_end(&r);
}

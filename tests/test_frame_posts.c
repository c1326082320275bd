#include "frame_case.h"

#define ZEROS(rest)  "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0," rest "]"
#define BLANK        ZEROS("0,0")
#define BOARD(first) "[" first "," BLANK "," BLANK "," BLANK "," BLANK ","

START_TEST(an_x_post_has_a_text) {
    frame_case c = {0};
    case_read(&c, "XPOST {'handle':'someone','text':'a post',"
                  "'url':'https://x.com/someone/status/1','uuid':'8888',"
                  "'timestamp':9,'expirationTimestamp':1788623991400}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_X_POST);
    ck_assert_str_eq(c.event.text, "a post");
    ck_assert_str_eq(c.event.as.x_post.handle, "someone");
    ck_assert_str_eq(c.event.as.x_post.url, "https://x.com/someone/status/1");
    ck_assert_str_eq(c.event.as.x_post.uuid, "8888");
    ck_assert_int_eq(c.event.as.x_post.expires_ms, INT64_C(1788623991400));
    ck_assert_int_eq(c.event.timestamp_ms, 9);
    ck_assert_str_eq(c.event.user.nick, "");
    case_read(&c, "XPOST {'text':'','handle':5,'url':{},'uuid':[]}");
    ck_assert_str_eq(c.event.as.x_post.handle, "");
    ck_assert_str_eq(c.event.as.x_post.url, "");
    CASE_REFUSES("XPOST {}", "XPOST null", "XPOST {'text':5}", "XPOST 'x'",
                 "XPOST {'text':'x','timestamp':'soon'}");
    case_end(&c);
}
END_TEST

START_TEST(a_board_is_read_whole) {
    frame_case c = {0};
    const dgg_vestaboard *board = &c.event.as.vestaboard;
    case_read(&c,
              "VESTABOARD_LEAD {'submitter':'RichOwl','total':12345,"
              "'designId':17,'artist':'quietfern','isNewDesign':true,"
              "'contributors':[{'name':'anna_b','amountCents':500},null,"
              "{'amountCents':5},{'name':'bert','amountCents':'x'}],"
              "'timestamp':9,'expirationTimestamp':1788626991400,"
              "'uuid':'9999','characters':" BOARD(BLANK) ZEROS("26,71") "]}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_VESTABOARD_LEAD);
    ck_assert_str_eq(board->submitter, "RichOwl");
    ck_assert_str_eq(board->artist, "quietfern");
    ck_assert_str_eq(board->design_id, "17");
    ck_assert_int_eq(board->total_cents, 12345);
    ck_assert_int_eq(board->tiles[0][0], 0);
    ck_assert_int_eq(board->tiles[5][20], 26);
    ck_assert_int_eq(board->tiles[5][21], 71);
    ck_assert_uint_eq(board->contributor_count, 2);
    ck_assert_str_eq(board->contributors[0].name, "anna_b");
    ck_assert_int_eq(board->contributors[0].amount_cents, 500);
    ck_assert_str_eq(board->contributors[1].name, "bert");
    ck_assert_int_eq(board->contributors[1].amount_cents, 0);
    ck_assert(board->is_new_design);
    ck_assert_str_eq(board->uuid, "9999");
    ck_assert_int_eq(board->expires_ms, INT64_C(1788626991400));
    ck_assert_int_eq(c.event.timestamp_ms, 9);
    case_end(&c);
}
END_TEST

START_TEST(a_board_may_have_no_design_yet) {
    static const char *const frames[] = {
        "VESTABOARD_HOURLY {}",
        "VESTABOARD_HOURLY {'submitter':'','characters':null}",
        "VESTABOARD_HOURLY {'submitter':null,'characters':[]}",
        "VESTABOARD_HOURLY {'submitter':5,'characters':'HELLO','total':'x',"
        "'artist':[],'designId':1.5,'contributors':{'a':1},"
        "'isNewDesign':'maybe','uuid':5}",
    };
    frame_case c = {0};
    const dgg_vestaboard *board = &c.event.as.vestaboard;
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        ck_assert_int_eq(case_read(&c, frames[i])->kind,
                         DGG_EVENT_VESTABOARD_HOURLY);
        ck_assert_str_eq(board->submitter, "");
        ck_assert_str_eq(board->artist, "");
        ck_assert_str_eq(board->design_id, "");
        ck_assert_str_eq(board->uuid, "");
        ck_assert_int_eq(board->total_cents, 0);
        ck_assert_ptr_null(board->tiles);
        ck_assert_uint_eq(board->contributor_count, 0);
        ck_assert(!board->is_new_design);
    }
    case_end(&c);
}
END_TEST

START_TEST(unknown_tiles_are_blank) {
    frame_case c = {0};
    case_read(&c, "VESTABOARD_RESET {'designId':'d-5','characters':" BOARD(
                      "[71,72,-1,256,1.5,'a',null,[],9223372036854775808,1,"
                      "0,0,0,0,0,0,0,0,0,0,0,0]") BLANK "]}");
    static const uint8_t expected[] = {71, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    ck_assert_int_eq(c.event.kind, DGG_EVENT_VESTABOARD_RESET);
    ck_assert_mem_eq(c.event.as.vestaboard.tiles[0], expected, sizeof expected);
    ck_assert_str_eq(c.event.as.vestaboard.design_id, "d-5");
    case_end(&c);
}
END_TEST

START_TEST(boards_of_another_size_are_refused) {
    CASE_REFUSES(
        "VESTABOARD_LEAD {'characters':[[1]]}",
        "VESTABOARD_LEAD {'characters':[1,2,3,4,5,6]}",
        "VESTABOARD_LEAD {'characters':[[],[],[],[],[],[]]}",
        "VESTABOARD_LEAD {'characters':" BOARD(BLANK) "null]}",
        "VESTABOARD_LEAD {'characters':" BOARD(BLANK) ZEROS("0") "]}",
        "VESTABOARD_LEAD {'characters':" BOARD(BLANK) ZEROS("0,0,0") "]}",
        "VESTABOARD_LEAD {'characters':" BOARD(BLANK) BLANK "," BLANK "]}",
        "VESTABOARD_LEAD null", "VESTABOARD_RESET []", "VESTABOARD_HOURLY ");
}
END_TEST

START_TEST(contributors_are_cut_to_their_bound) {
    static const char one[] = "{'name':'a'},";
    char frame[(DGG_CONTRIBUTORS + 10) * sizeof one];
    strcpy(frame, "VESTABOARD_LEAD {'contributors':[");
    for (int i = 0; i <= DGG_CONTRIBUTORS; i++) {
        strcat(frame, one);
    }
    strcpy(frame + strlen(frame) - 1, "]}");
    frame_case c = {0};
    ck_assert_uint_eq(case_read(&c, frame)->as.vestaboard.contributor_count,
                      DGG_CONTRIBUTORS);
    case_end(&c);
}
END_TEST

TEST_MAIN("frame_posts", an_x_post_has_a_text, a_board_is_read_whole,
          a_board_may_have_no_design_yet, unknown_tiles_are_blank,
          boards_of_another_size_are_refused,
          contributors_are_cut_to_their_bound)

"""Addresses of signing in, of one's own account, and of the pages for administrators. No other allauth
address exists."""

from allauth.account import views as allauth
from django.urls import path, re_path

from accounts.audit import views as audit
from accounts.clients import views as clients
from accounts.organisations import views as organisations
from accounts.signin import views as signin
from accounts.signin import views_lock as lock
from accounts.users import answers
from accounts.users import views as users

KEY = r"(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

urlpatterns = [
    path("sign-in/", signin.SignInView.as_view(), name="account_login"),
    path("sign-in/demo/", signin.demo_sign_in, name="demo_sign_in"),
    path("leave/", signin.leave, name="leave"),
    path("account/", users.account_home, name="account_home"),
    path("account/sign-out/", allauth.logout, name="account_logout"),
    path("account/reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("account/password/change/", allauth.password_change, name="account_change_password"),
    path("account/password/set/", allauth.password_set, name="account_set_password"),
    path("account/password/reset/", allauth.password_reset, name="account_reset_password"),
    path("account/password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        "account/password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        rf"^account/password/reset/key/{KEY}",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    re_path(rf"^account/invitation/{KEY}", signin.InvitationView.as_view(), name="invitation"),
    path("account/sessions/", signin.account_sessions, name="account_sessions"),
    path("account/sessions/<uuid:pk>/end/", signin.session_end, name="session_end"),
    path("account/drafts/", signin.account_drafts, name="account_drafts"),
    path("account/drafts/", signin.account_drafts, name="draft_save"),
    path("account/drafts/<uuid:pk>/discard/", signin.draft_discard, name="draft_discard"),
    path("account/stay/", signin.stay, name="stay"),
    path("account/pin/", lock.account_pin, name="account_pin"),
    path("account/unlock/", lock.unlock, name="unlock"),
    path("account/kept/<slug:mark>/", lock.kept_form, name="kept_form"),
    path("account/cover-names/", signin.cover_names, name="cover_names"),
    path("account/staff/", users.staff_home, name="staff_home"),
    path("account/staff/events/", audit.event_list, name="event_list"),
    path("account/staff/organisations/", organisations.organisation_list, name="organisation_list"),
    path("account/staff/organisations/new/", organisations.organisation_new, name="organisation_new"),
    path("account/staff/organisations/<uuid:pk>/", organisations.organisation_edit, name="organisation_edit"),
    path("account/staff/organisations/<uuid:pk>/teams/new/", organisations.team_new, name="team_new"),
    path("account/staff/teams/<uuid:pk>/", organisations.team_edit, name="team_edit"),
    path("account/staff/clients/", clients.client_list, name="client_list"),
    path("account/staff/clients/new/", clients.client_new, name="client_new"),
    path("account/staff/clients/<uuid:pk>/", clients.client_detail, name="client_detail"),
    path("account/staff/clients/<uuid:pk>/change/", clients.client_change, name="client_change"),
    path("account/staff/clients/<uuid:pk>/secret/", clients.client_rotate, name="client_rotate"),
    path("account/staff/clients/<uuid:pk>/end/", clients.client_end, name="client_end"),
    path("account/staff/clients/<slug:kind>/<uuid:pk>/<slug:word>/", clients.client_answer, name="client_answer"),
    path("account/staff/accounts/", users.user_list, name="user_list"),
    path("account/staff/accounts/invite/", users.user_invite, name="user_invite"),
    path("account/staff/accounts/<uuid:pk>/", users.user_edit, name="user_edit"),
    path("account/staff/accounts/<uuid:pk>/link/", answers.user_link, name="user_link"),
    path("account/staff/accounts/<uuid:pk>/switch/", answers.user_disable, name="user_disable"),
    path("account/staff/accounts/<uuid:pk>/roles/", answers.role_request, name="role_request"),
    path("account/staff/roles/<uuid:pk>/approve/", answers.role_approve, name="role_approve"),
    path("account/staff/roles/<uuid:pk>/refuse/", answers.role_refuse, name="role_refuse"),
    path("account/staff/roles/<uuid:pk>/end/", answers.role_end, name="role_end"),
]

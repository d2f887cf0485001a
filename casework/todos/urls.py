"""Addresses of the to-dos of a case, and of one's own."""

from django.urls import path

from casework.todos import views

TODOS = "cases/<str:reference>/todos/"
ONE = f"{TODOS}<uuid:pk>/"

urlpatterns = [
    path("todos/", views.todo_mine, name="todo_mine"),
    path(TODOS, views.todo_list, name="todo_list"),
    path(f"{TODOS}new/", views.todo_new, name="todo_new"),
    path(ONE, views.todo_edit, name="todo_edit"),
    path(f"{ONE}done/", views.todo_done, name="todo_done"),
    path(f"{ONE}reopen/", views.todo_reopen, name="todo_reopen"),
]
